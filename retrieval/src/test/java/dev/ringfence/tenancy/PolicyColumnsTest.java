package dev.ringfence.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyColumnsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "((tenant_id, customer_id) = ( SELECT s.tenant, s.customer FROM ringfence.customer_scope() s(tenant, customer)))"
            + "|tenant_id|customer_id",
        "((\"Company Id\", \"Who\") = ( SELECT s.tenant, s.customer FROM ringfence.customer_scope() s))|Company Id|Who",
        "(((tenant_id)::text, (customer_id)::text) = ( SELECT s.tenant, s.customer FROM"
            + " ringfence.external_customer_scope(true, true) s))|tenant_id|customer_id",
        "(company = ( SELECT s.tenant FROM ringfence.staff_scope() s(tenant, member)))|company|-",
        "(t = ( SELECT ringfence.tenant_id() AS tenant_id))|t|-",
        "((t = ( SELECT ringfence.tenant_id() AS tenant_id)) AND (c = ( SELECT ringfence.customer_id()"
            + " AS customer_id)))|t|c",
        "((tenant_id = ( SELECT s.tenant FROM ringfence.customer_scope() s)) AND ((visibility ="
            + " 'customer'::text) AND (customer_id = ( SELECT s.customer FROM ringfence.customer_scope() s))))"
            + "|tenant_id|customer_id",
        "(tenant_id = (current_setting('app.tenant'::text))::uuid)|-|-",
        "true|-|-"
      })
  void columnsThatAreComparedWithTheContextAreFound(String policy, String tenant, String owner) {
    PolicyColumns found = PolicyColumns.read(policy);
    assertThat(java.util.Arrays.asList(found.tenant(), found.owner()))
        .isEqualTo(java.util.Arrays.asList(tenant, owner));
    assertThat(List.of(found.equals(PolicyColumns.read(policy)))).containsExactly(true);
  }
}
