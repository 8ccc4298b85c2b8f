package dev.ringfence.parsing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** A reader that a file has taken over: it gets ready, and then does what it is told here. */
final class CapturedWorker {
  private CapturedWorker() {}

  /** Takes files and never answers. */
  static final class Silent {
    private Silent() {}

    public static void main(String[] arguments) throws Exception {
      ready();
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  /** Answers without end. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] arguments) throws Exception {
      DataOutputStream out = ready();
      out.writeByte(1);
      out.writeInt(1 << 30);
      while (true) {
        out.write(new byte[1 << 16]);
      }
    }
  }

  /** Says what it was given: its environment and its properties' names. */
  static final class Telling {
    private Telling() {}

    public static void main(String[] arguments) throws Exception {
      DataOutputStream out = ready();
      ParsedForm.write(new ParsedDocument(System.getProperty("user.dir"), environment()), out);
    }

    private static List<Block> environment() {
      return System.getenv().keySet().stream()
          .map(name -> new Block(Block.Kind.TEXT, List.of(), name, null))
          .toList();
    }
  }

  /** Answers its first file, and ends at the next, or at the first one with an exclamation mark. */
  static final class Mortal {
    private Mortal() {}

    public static void main(String[] arguments) throws Exception {
      DataOutputStream out = ready();
      DataInputStream in = new DataInputStream(System.in);
      in.readUTF();
      in.readUTF();
      byte[] content = in.readNBytes(in.readInt());
      if (content[0] != '!') {
        ParsedForm.write(new ParsedDocument("Read", List.of()), out);
        out.flush();
        in.readUTF();
      }
      Runtime.getRuntime().halt(1);
    }
  }

  private static DataOutputStream ready() throws IOException {
    DataOutputStream out = new DataOutputStream(System.out);
    out.writeInt(ParserWorker.READY);
    out.flush();
    return out;
  }
}
