package io.spotmanager.simulator.http;

/** Ends the handling of a request with an error response. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Response response;

    public Refused(Response response) {
        // Refusals are frequent; a stack trace would cost more than the whole call.
        super(
                "The request is refused with status " + response.status() + "; read the answer's body.",
                null,
                false,
                false);
        this.response = response;
    }

    public Response response() {
        return response;
    }
}
