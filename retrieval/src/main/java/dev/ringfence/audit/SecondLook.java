package dev.ringfence.audit;

import dev.ringfence.database.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row that the database gave is one that its reader may have. It trusts nothing but the
 * row's own owner columns: should a policy be open, this still stands.
 */
public final class SecondLook {
  private SecondLook() {}

  /** A row without an owner is nobody's. */
  public static boolean admits(Principal reader, RowOwner owner) {
    if (!reader.tenant().toString().equals(owner.tenant())) {
      return false;
    }
    String subject = reader.subject().toString();
    return switch (owner) {
      case RowOwner.OfTenant _ -> true;
      case RowOwner.OfPerson row -> subject.equals(row.person());
      case RowOwner.OfCustomer row ->
          switch (reader) {
            case Principal.Staff _ -> true;
            case Principal.Customer _ -> subject.equals(row.customer());
            case Principal.Visitor _ -> false;
          };
      case RowOwner.OfDocument row ->
          switch (String.valueOf(row.visibility())) {
            case "public" -> true;
            case "tenant" -> !(reader instanceof Principal.Visitor);
            case "customer" -> reader instanceof Principal.Staff || isOwn(reader, row.customer());
            case "private" -> isOwn(reader, row.customer());
            default -> false;
          };
    };
  }

  /** A visitor owns nothing but their session. */
  private static boolean isOwn(Principal reader, @Nullable String owner) {
    return !(reader instanceof Principal.Visitor) && reader.subject().toString().equals(owner);
  }
}
