package io.spotmanager.simulator.keystone;

import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.Project;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Router.Match;
import io.spotmanager.simulator.http.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keystone v3 with password log-in. */
public final class KeystoneApi implements Service {

    private static final String SUBJECT = "X-Subject-Token";

    private final Fleet fleet;
    private final Tokens tokens;
    private final Accounts accounts;
    private final Router<Service> router = new Router<>();

    public KeystoneApi(Fleet fleet, Tokens tokens, Credentials credentials) {
        this.fleet = fleet;
        this.tokens = tokens;
        this.accounts = new Accounts(fleet, credentials);
        router.route("GET", "/", request -> versions(request.base()))
                .route("GET", "/v3", request -> singleVersion(request.base()))
                .route("POST", "/v3/auth/tokens", this::logIn)
                .route("DELETE", "/v3/auth/tokens", request -> withToken(request, token -> revoke(request)))
                .route("GET", "/v3/auth/projects", request -> withToken(request, token -> projects(request, token)))
                .route(
                        "GET",
                        "/v3/projects",
                        request -> asAdmin(
                                request, all -> list(request, fleet.state().projects())));
    }

    @Override
    public Response answer(Request request) {
        return switch (router.find(request.method(), request.path())) {
            case Match.Found<Service>(Service handler, var parameters) -> handler.answer(request);
            case Match.WrongMethod<Service> wrong ->
                KeystoneErrors.of(405, "Method Not Allowed", "The method is not allowed for the requested URL.");
            case Match.NoSuchPath<Service> unknown ->
                KeystoneErrors.of(404, "Not Found", "The requested URL was not found on the server.");
        };
    }

    private Response logIn(Request request) {
        Optional<Login> login = Json.read(request.body()).flatMap(Login::read);
        if (login.isEmpty()) {
            return KeystoneErrors.of(
                    400,
                    "Bad Request",
                    "Expecting a password log-in under auth.identity. The server could not comply.");
        }
        return login.flatMap(accounts::check)
                .map(project -> issued(request, login.get(), project))
                .orElseGet(() -> KeystoneErrors.unauthorized(request.base()));
    }

    private Response issued(Request request, Login login, Project project) {
        Token token = tokens.issue(accounts.nameOf(login.user(), project), project, power(login.user()));
        return Response.json(201, TokenView.of(token, request.base()))
                .with(SUBJECT, token.value())
                .with("Vary", "X-Auth-Token");
    }

    private Token.Power power(String user) {
        if (accounts.isReader(user)) {
            return Token.Power.READER;
        }
        return accounts.isAdmin(user) ? Token.Power.ADMIN : Token.Power.MEMBER;
    }

    private Response revoke(Request request) {
        request.header(SUBJECT).ifPresent(tokens::revoke);
        return Response.empty(204);
    }

    private Response projects(Request request, Token token) {
        return list(request, token.admin() ? fleet.state().projects() : List.of(token.project()));
    }

    private static Response list(Request request, List<Project> projects) {
        ArrayNode array = Json.array();
        projects.forEach(project ->
                array.add(TokenView.project(project).put("domain_id", "default").put("enabled", true)));
        ObjectNode links =
                Json.object().put("self", request.url()).putNull("previous").putNull("next");
        return Response.json(200, Json.object().set("projects", array).set("links", links));
    }

    private Response asAdmin(Request request, Service service) {
        return withToken(
                request,
                token -> token.admin()
                        ? service.answer(request)
                        : KeystoneErrors.of(
                                403, "Forbidden", "You are not authorized to perform the requested action."));
    }

    private Response withToken(Request request, Function<Token, Response> then) {
        return tokens.of(request).map(then).orElseGet(() -> KeystoneErrors.unauthorized(request.base()));
    }

    /** The version documents of Keystone v3. */
    private static Response versions(String base) {
        ObjectNode values = Json.object().set("values", Json.array().add(version(base)));
        return Response.json(300, Json.object().set("versions", values)).with("Location", base + "/v3/");
    }

    private static Response singleVersion(String base) {
        return Response.json(200, Json.object().set("version", version(base)));
    }

    private static ObjectNode version(String base) {
        ArrayNode links = Json.array().add(Json.object().put("rel", "self").put("href", base + "/v3/"));
        ArrayNode types = Json.array()
                .add(Json.object()
                        .put("base", "application/json")
                        .put("type", "application/vnd.openstack.identity-v3+json"));
        return Json.object()
                .put("id", "v3.14")
                .put("status", "stable")
                .put("updated", "2020-04-07T00:00:00Z")
                .set("links", links)
                .set("media-types", types);
    }
}
