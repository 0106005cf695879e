package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.http.Response;

/** Answers one kind of call; may also end it by throwing {@link io.spotmanager.simulator.http.Refused}. */
@FunctionalInterface
interface NovaHandler {

    Response handle(NovaCall call);
}
