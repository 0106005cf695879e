package io.spotmanager.gateway.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.links.LinkSettings.Tool;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTemplateTest {
    private static LinkSettings hosts(String template) {
        return new LinkSettings(Map.of("grafana", new Tool(null, template, null, null, null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://grafana.example/d/gpu?var-host={host}&var-pool={pool}",
                "http://netbox.example:8080/search/?q={host}",
                "https://horizon.example/{gpu_type}/{host}#{host}",
                "HTTPS://grafana.example?h={host}"
            })
    void a_template_has_its_placeholders_behind_the_host(String template) {
        assertThat(hosts(template).all())
                .singleElement()
                .isEqualTo(new LinkView("grafana", "Grafana", LinkPlace.HOST, template));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            javascript:alert('{host}')            | must begin with https:// or http://
            data:text/html,{host}                 | must begin with https:// or http://
            //grafana.example/{host}              | must begin with https:// or http://
            /d/{host}                             | must begin with https:// or http://
            https://{host}.example/               | without a placeholder there
            https://grafana.example:{pool}/{host} | without a placeholder there
            https://a@{host}/                     | without a placeholder there
            https://u:p@grafana.example/{host}    | has a name or password before the host
            https://grafana.example/{hostname}    | has the placeholder {hostname}, and there is none of that name: there are [{host}, {pool}
            https://grafana.example/{operation}   | has the placeholder {operation}
            https://grafana.example/{}            | has the placeholder {}
            https://grafana.example/              | has no placeholder: at least one of [{host}
            https://grafana.example/{host         | has no placeholder
            https://grafana.example/{{host}}      | is no address
            https://grafana.example/a b/{host}    | is no address
            https://grafana.example/<{host}>      | is no address
            https://grafana.example:99999999999/{host} | is no address
            """)
    void one_that_is_none_is_refused_at_the_start_with_its_setting_and_the_way_out(String template, String why) {
        assertThatThrownBy(() -> hosts(template))
                .hasMessageContaining("SPOT_LINKS_GRAFANA_HOST ")
                .hasMessageContaining(why);
    }

    @Test
    void all_that_are_wrong_are_named_together() {
        assertThatThrownBy(() -> new LinkSettings(
                        Map.of("a", new Tool(null, "x", null, null, null), "b", new Tool(null, null, "y", null, null))))
                .hasMessageContainingAll("SPOT_LINKS_A_HOST", "SPOT_LINKS_B_VM");
    }

    @Test
    void a_tool_has_a_link_for_each_of_its_templates_in_a_fixed_order() {
        var settings = new LinkSettings(Map.of(
                "tickets", new Tool("Tickets", null, null, null, "https://t.example/search?q={reason}"),
                "grafana",
                        new Tool(
                                "GPU dashboards",
                                "https://g.example/h/{host}",
                                "https://g.example/v/{vm_id}",
                                "https://g.example/o/{operation}",
                                "")));

        assertThat(settings.all().stream().map(link -> link.label() + " " + link.place()))
                .containsExactly(
                        "GPU dashboards HOST", "GPU dashboards VM", "GPU dashboards OPERATION", "Tickets REASON");
    }
}
