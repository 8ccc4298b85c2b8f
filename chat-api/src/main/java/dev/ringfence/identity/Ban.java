package dev.ringfence.identity;

/** Why a genuine token does not open this service. */
public enum Ban {
  NOT_A_MEMBER("not_a_member"),
  MEMBER_REMOVED("member_removed"),
  TENANT_SUSPENDED("tenant_suspended"),
  SITE_UNKNOWN("site_unknown"),
  ORIGIN_NOT_ALLOWED("origin_not_allowed");

  private final String code;

  Ban(String code) {
    this.code = code;
  }

  /** The stable code an error response carries. */
  public String code() {
    return code;
  }
}
