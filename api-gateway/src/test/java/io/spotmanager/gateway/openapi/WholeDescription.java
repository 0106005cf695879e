package io.spotmanager.gateway.openapi;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** What stands around the endpoints, and everything in an order that does not change. */
final class WholeDescription implements OpenApiCustomizer {
    private static final List<String> TAGS = List.of(
            "Moves",
            "Launches",
            "OpenStack",
            "Operations",
            "Plans",
            "Webhooks",
            "Approvals",
            "Reservations",
            "Freeze",
            "Reconciliation",
            "Events",
            "Fleet",
            "Audit",
            "Tokens",
            "People",
            "Service");
    private static final List<String> HEADERS =
            List.of("Location", "Retry-After", "ETag", "Content-Disposition", "Preference-Applied");

    private final Words words;
    private final Successes successes;
    private final Refusals refusals;

    WholeDescription(Words words, Successes successes, Refusals refusals) {
        this.words = words;
        this.successes = successes;
        this.refusals = refusals;
    }

    @Override
    public void customise(OpenAPI api) {
        api.openapi("3.1.0")
                .info(new Info().title("Spot Manager").version("1").description(word("info") + "\n\n" + problems()))
                .servers(List.of(new Server().url("/").description("This gateway")))
                .tags(TAGS.stream()
                        .map(name -> new Tag().name(name).description(word("tag." + name)))
                        .toList());
        var components = api.getComponents();
        successes.schemas().forEach(components::addSchemas);
        components.addSchemas("Problem", problem());
        components.setSchemas(new LinkedHashMap<>(new TreeMap<>(components.getSchemas())));
        components.setResponses(new LinkedHashMap<>(refusals.shared()));
        Problem.all().forEach(problem -> components.addExamples(problem.name(), problem.example(words)));
        HEADERS.forEach(name -> components.addHeaders(
                name, new Header().description(word("header." + name)).schema(new StringSchema())));
        logins(components);
        var paths = new Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        api.setPaths(paths);
        withoutWhatNobodyRefersTo(api);
    }

    private static void withoutWhatNobodyRefersTo(OpenAPI api) {
        var text = Json31.pretty(api);
        api.getComponents().getSchemas().keySet().removeIf(name -> !text.contains("/schemas/" + name + "\""));
    }

    private String word(String key) {
        return words.at(key).orElseThrow(() -> new AssertionError("no word for " + key));
    }

    private static String problems() {
        return Problem.all().stream()
                .map(problem -> "| `%s` | %d | %s |".formatted(problem.type(), problem.status(), problem.title()))
                .collect(Collectors.joining("\n", "| type | status | meaning |\n| --- | --- | --- |\n", ""));
    }

    private Schema<?> problem() {
        var field = new Schema<>();
        field.types(Set.of("object"));
        for (var member : List.of("field", "message")) {
            field.addProperty(member, text(word("Problem.errors." + member)));
            field.addRequiredItem(member);
        }
        var errors = new Schema<>().items(field).description(word("Problem.errors"));
        errors.types(Set.of("array"));
        var status = new Schema<>().description(word("Problem.status"));
        status.types(Set.of("integer"));
        var problem = new Schema<>().description(word("Problem"));
        problem.types(Set.of("object"));
        problem.addProperty("type", text(word("Problem.type")));
        problem.addProperty("title", text(word("Problem.title")));
        problem.addProperty("status", status);
        problem.addProperty("detail", text(word("Problem.detail")));
        problem.addProperty("instance", text(word("Problem.instance")));
        problem.addProperty("errors", errors);
        problem.addProperty("operation", text(word("Problem.operation")));
        problem.addProperty("state", text(word("Problem.state")));
        problem.setRequired(List.of("type", "title", "status", "detail"));
        return problem;
    }

    private static Schema<?> text(String description) {
        var text = new Schema<>().description(description);
        text.types(Set.of("string"));
        return text;
    }

    private void logins(Components components) {
        components.addSecuritySchemes(
                "password",
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("basic")
                        .description(word("login.password")));
        components.addSecuritySchemes(
                "token",
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(word("login.token")));
        components.addSecuritySchemes(
                "session",
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("spot_session")
                        .description(word("login.session")));
        components.addSecuritySchemes(
                "forgery",
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("X-CSRF-TOKEN")
                        .description(word("login.forgery")));
    }
}
