package io.spotmanager.gateway.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.oidc.ClaimsReader.Arrival;
import io.spotmanager.gateway.security.oidc.IssuerSettings.Claims;
import io.spotmanager.gateway.security.oidc.IssuerSettings.Issuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

/** Claims as issuers shape them. */
class ClaimsReaderTest {
    private static final String ISSUER = "https://issuer.example";

    @Test
    void keycloak_tells_groups_by_path_and_roles_of_the_realm_and_of_a_client() {
        var claims = """
                {"sub": "f1d2", "preferred_username": "anna", "email": "anna@company.example", "email_verified": false,
                 "groups": ["/gpu/operators", "/everybody"],
                 "realm_access": {"roles": ["offline_access", "gpu-operator"]},
                 "resource_access": {"spot.manager": {"roles": ["mover"]}, "account": {"roles": ["manage-account"]}}}""";

        assertThat(read(claims, "preferred_username", "groups", Map.of(Role.OPERATOR, List.of("/gpu/operators"))))
                .isEqualTo(new Arrival(ISSUER, "f1d2", "anna", Role.OPERATOR));
        assertThat(read(claims, "preferred_username", "realm_access.roles", Map.of(Role.ADMIN, List.of("gpu-operator")))
                        .role())
                .isEqualTo(Role.ADMIN);
        assertThat(read(
                                claims,
                                "preferred_username",
                                "resource_access.spot.manager.roles",
                                Map.of(Role.LAUNCHER, List.of("mover")))
                        .role())
                .isEqualTo(Role.LAUNCHER);
    }

    @Test
    void entra_tells_groups_by_id_and_app_roles() {
        var claims = """
                {"sub": "AAAA", "oid": "0000-1", "preferred_username": "Anna@Company.example", "tid": "t-1", "ver": "2.0",
                 "groups": ["2f6e0b5c-94f6-4b5b-8a3c-000000000001"], "roles": ["Spot.Operator"]}""";

        assertThat(read(
                        claims,
                        "preferred_username",
                        "groups",
                        Map.of(Role.VIEWER, List.of("2f6e0b5c-94f6-4b5b-8a3c-000000000001"))))
                .isEqualTo(new Arrival(ISSUER, "AAAA", "anna@company.example", Role.VIEWER));
        assertThat(read(claims, "preferred_username", "roles", Map.of(Role.OPERATOR, List.of("Spot.Operator")))
                        .role())
                .isEqualTo(Role.OPERATOR);
    }

    @Test
    void entra_leaves_out_groups_when_they_are_too_many_and_the_person_is_told() {
        refuses("""
                {"sub": "AAAA", "preferred_username": "anna@company.example",
                 "_claim_names": {"groups": "src1"}, "_claim_sources": {"src1": {"endpoint": "https://graph.example"}}}""", "groups", Refusal.GROUPS_LEFT_OUT);
        refuses("""
                {"sub": "AAAA", "preferred_username": "anna@company.example", "hasgroups": true}""", "groups", Refusal.GROUPS_LEFT_OUT);
    }

    @Test
    void google_tells_no_groups_so_addresses_that_it_has_verified_stand_for_them() {
        var claims = """
                {"sub": "1098", "email": "anna@company.example", "email_verified": true, "hd": "company.example"}""";

        assertThat(read(claims, "email", "email", Map.of(Role.ADMIN, List.of("anna@company.example"))))
                .isEqualTo(new Arrival(ISSUER, "1098", "anna@company.example", Role.ADMIN));
        assertThat(read(claims, "email", "hd", Map.of(Role.VIEWER, List.of("company.example")))
                        .role())
                .isEqualTo(Role.VIEWER);
    }

    @Test
    void an_address_that_nobody_has_verified_is_neither_name_nor_group() {
        var claims = """
                {"sub": "1098", "preferred_username": "anna", "email": "boss@company.example", "email_verified": false}""";

        refuses(claims, "email", Refusal.NO_ROLE);
        assertThatThrownBy(() -> read(claims, "email", "preferred_username", Map.of(Role.VIEWER, List.of("anna"))))
                .matches(cause -> Refusal.of((Exception) cause) == Refusal.NO_NAME);
    }

    @Test
    void gitlab_tells_groups_by_path() {
        var claims = """
                {"sub": "42", "preferred_username": "anna", "nickname": "anna", "groups_direct": ["infra/gpu"],
                 "groups": ["infra", "infra/gpu"]}""";

        assertThat(read(claims, "preferred_username", "groups", Map.of(Role.OPERATOR, List.of("infra/gpu")))
                        .role())
                .isEqualTo(Role.OPERATOR);
    }

    @Test
    void a_claim_with_dots_in_its_own_name_is_found() {
        var claims = """
                {"sub": "auth0|1", "preferred_username": "anna", "https://company.example/groups": ["gpu"]}""";

        assertThat(read(
                                claims,
                                "preferred_username",
                                "https://company.example/groups",
                                Map.of(Role.VIEWER, List.of("gpu")))
                        .role())
                .isEqualTo(Role.VIEWER);
    }

    @Test
    void every_role_can_be_given_by_a_group() {
        for (var role : Role.values()) {
            assertThat(read("""
                    {"sub": "1", "preferred_username": "anna", "groups": ["gpu"]}""", "preferred_username", "groups", Map.of(role, List.of("gpu")))
                            .role())
                    .isEqualTo(role);
        }
    }

    @Test
    void of_several_roles_the_first_by_rank_counts() {
        var claims = """
                {"sub": "1", "preferred_username": "anna", "groups": ["v", "l", "au", "o"]}""";
        var roles = Map.of(
                Role.VIEWER,
                List.of("v"),
                Role.LAUNCHER,
                List.of("l"),
                Role.AUDITOR,
                List.of("au"),
                Role.OPERATOR,
                List.of("o"));

        assertThat(read(claims, "preferred_username", "groups", roles).role()).isEqualTo(Role.OPERATOR);
    }

    @Test
    void what_is_no_text_gives_nothing() {
        refuses("""
                {"sub": "1", "preferred_username": "anna", "groups": [1, null, {"name": "gpu"}, ["gpu"]]}""", "groups", Refusal.NO_ROLE);
        refuses("""
                {"sub": "1", "preferred_username": "anna", "groups": {"gpu": true}}""", "groups", Refusal.NO_ROLE);
        refuses("""
                {"sub": "1", "preferred_username": "anna", "groups": " "}""", "groups", Refusal.NO_ROLE);
    }

    private static void refuses(String claims, String groups, Refusal why) {
        assertThatThrownBy(() -> read(claims, "preferred_username", groups, Map.of(Role.VIEWER, List.of("gpu"))))
                .matches(cause -> Refusal.of((Exception) cause) == why);
    }

    private static Arrival read(String claims, String name, String groups, Map<Role, List<String>> roles) {
        var issuer = new Issuer(
                ISSUER,
                "spot",
                "",
                "",
                Set.of(),
                new Claims(name, groups, "acr"),
                "",
                Duration.ofMinutes(1),
                Set.of(),
                Duration.ZERO,
                roles);
        return new ClaimsReader(issuer)
                .read(Json.MAPPER.readValue(claims, new TypeReference<Map<String, Object>>() {}));
    }
}
