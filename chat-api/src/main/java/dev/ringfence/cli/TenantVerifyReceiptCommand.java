package dev.ringfence.cli;

import dev.ringfence.tenancy.ReceiptKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringfence tenant verify-receipt}. */
@Command(
    name = "verify-receipt",
    description = {
      "Says whether a receipt of an erasure was signed by this instance and is unchanged since.",
      "Without a file it prints the key that others check receipts with."
    })
final class TenantVerifyReceiptCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "the receipt")
  private @Nullable Path file;

  @Option(
      names = "--public-key",
      paramLabel = "KEY",
      description = "the key of another instance (default: this instance's)")
  private @Nullable String publicKey;

  @Override
  public Integer call() {
    String key =
        publicKey != null
            ? publicKey
            : InstanceKeys.receipts(common.configuration(), common.folder()).publicKey();
    if (file == null) {
      System.out.println(key);
      return 0;
    }
    String receipt;
    try {
      receipt = Files.readString(file);
    } catch (IOException e) {
      throw Configuration.wrong(file + " cannot be read");
    }
    boolean good = ReceiptKey.verifies(receipt, key);
    System.out.println(
        file + (good ? " is a receipt under this key." : " is no receipt under this key."));
    return good ? 0 : 1;
  }
}
