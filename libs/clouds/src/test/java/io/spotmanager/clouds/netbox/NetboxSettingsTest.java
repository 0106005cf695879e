package io.spotmanager.clouds.netbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NetboxSettingsTest {

    private final Map<String, String> environment =
            new HashMap<>(Map.of("NETBOX_URL", "https://netbox.example", "NETBOX_TOKEN", "very-secret"));

    @Test
    void without_an_address_the_house_does_without() {
        environment.remove("NETBOX_URL");
        assertThat(NetboxSettings.from(environment::get)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://netbox.example", "https://netbox.example/", "https://netbox.example/api/"})
    void the_address_may_come_with_or_without_its_api(String url) {
        environment.put("NETBOX_URL", url);
        assertThat(read().url()).isEqualTo("https://netbox.example");
    }

    @Test
    void everything_missing_or_wrong_is_named_at_once_and_no_token_shown() {
        environment.putAll(Map.of(
                "NETBOX_URL",
                "netbox",
                "NETBOX_TOKEN",
                "very secret",
                "NETBOX_OWNER_GROUPS",
                "Acme",
                "NETBOX_PAGE_SIZE",
                "many"));
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("NETBOX_URL", "NETBOX_TOKEN", "NETBOX_OWNER_GROUPS", "NETBOX_PAGE_SIZE")
                .hasMessageNotContaining("very secret");
        environment.remove("NETBOX_TOKEN");
        assertThatThrownBy(this::read).hasMessageContaining("not set: NETBOX_TOKEN");
    }

    @Test
    void no_text_shows_the_token() {
        assertThat(read().toString()).doesNotContain("very-secret");
        assertThat(read().token().header()).isEqualTo("Token very-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "unknown",
            value = {
                "{'NVLinks':true}         | true",
                "{'NVLinks':false}        | false",
                "{'NVLinks':null}         | unknown",
                "{}                       | unknown",
                "{'nvlinks':true}         | unknown",
                "{'NVLinks':'Yes'}        | true",
                "{'NVLinks':' TRUE '}     | true",
                "{'NVLinks':'none'}       | false",
                "{'NVLinks':'perhaps'}    | unknown",
                "{'NVLinks':''}           | unknown",
                "{'NVLinks':0}            | false",
                "{'NVLinks':8}            | true",
                "{'NVLinks':[]}           | unknown",
                "{'NVLinks':['no']}       | false",
                "{'NVLinks':['no','yes']} | true",
                "{'NVLinks':{'value':'yes','label':'Yes'}} | true"
            })
    void the_field_about_links_is_understood_whatever_its_type(String fields, Boolean meaning) {
        assertThat(read().linkWords().read(json(fields))).isEqualTo(meaning);
    }

    @Test
    void the_field_about_links_and_its_words_are_configuration() {
        environment.putAll(
                Map.of("NETBOX_NVLINKS_FIELD", "bridge", "NETBOX_NVLINKS_TRUE", "SXM", "NETBOX_NVLINKS_FALSE", "PCIe"));
        NvlinkField words = read().linkWords();
        assertThat(words.read(json("{'bridge':'sxm'}"))).isTrue();
        assertThat(words.read(json("{'bridge':'pcie'}"))).isFalse();
        assertThat(words.read(json("{'bridge':'yes'}"))).isNull();
    }

    @Test
    void the_owner_is_told_by_the_device_then_by_rules_then_by_the_tenants_group() {
        environment.put("NETBOX_OWNER_FIELD", "Owner");
        environment.put("NETBOX_OWNER_GROUPS", "Chris Starling = House; investors=Investors Ltd.; x=1=2");
        OwnerRules owners = read().owners();
        assertThat(owners.told(json("{'Owner':'Somebody'}"))).isEqualTo("Somebody");
        assertThat(owners.owner("Somebody", "Chris Starling", "Investors")).isEqualTo("Somebody");
        assertThat(owners.owner(null, "CHRIS STARLING", "Investors")).isEqualTo("House");
        assertThat(owners.owner(null, "Acme", "Investors")).isEqualTo("Investors Ltd.");
        assertThat(owners.owner(null, "Acme", "Lenders")).isEqualTo("Lenders");
        assertThat(owners.owner(null, "x", null)).isEqualTo("1=2");
        assertThat(owners.owner(null, null, null)).isNull();
    }

    @Test
    void a_rule_for_everybody_stands_before_the_tenants_group() {
        environment.put("NETBOX_OWNER_GROUPS", "Chris Starling=House;*=Investors");
        OwnerRules owners = read().owners();
        assertThat(owners.owner(null, "Chris Starling", null)).isEqualTo("House");
        assertThat(owners.owner(null, "Acme", "Lenders")).isEqualTo("Investors");
        assertThat(owners.owner(null, null, null)).isEqualTo("Investors");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    private NetboxSettings read() {
        return NetboxSettings.from(environment::get).orElseThrow();
    }
}
