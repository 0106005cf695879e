package io.spotmanager.simulator.http;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a simulated service answers.
 *
 * @param headers in the order of sending; a name may come twice
 * @param body empty for an answer without a body
 */
public record Response(int status, List<Header> headers, String body) {

    /** One header line. */
    public record Header(String name, String value) {}

    public static Response json(int status, JsonNode body) {
        return of(status, "application/json", Json.write(body));
    }

    /** JSON with a charset in its content type, as Nova marks its refusals. */
    public static Response refusal(int status, JsonNode body) {
        return of(status, "application/json; charset=UTF-8", Json.write(body));
    }

    public static Response html(int status, String reason, String text) {
        return of(status, "text/html; charset=UTF-8", """
                <html>
                 <head>
                  <title>%1$d %2$s</title>
                 </head>
                 <body>
                  <h1>%1$d %2$s</h1>
                  %3$s<br /><br />



                 </body>
                </html>""".formatted(status, reason, text));
    }

    /** The page of WSGI routers for an unknown path. */
    public static Response noSuchPage() {
        return html(404, "Not Found", "The resource could not be found.");
    }

    public static Response empty(int status) {
        return new Response(status, List.of(new Header("Content-Type", "application/json")), "");
    }

    public Response with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, more, body);
    }

    private static Response of(int status, String type, String body) {
        return new Response(status, List.of(new Header("Content-Type", type)), body);
    }
}
