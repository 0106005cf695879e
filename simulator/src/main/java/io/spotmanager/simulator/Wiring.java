package io.spotmanager.simulator;

import io.spotmanager.simulator.control.ControlApi;
import io.spotmanager.simulator.faults.FaultGate;
import io.spotmanager.simulator.faults.FaultScript;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Answer;
import io.spotmanager.simulator.http.CallLog;
import io.spotmanager.simulator.http.Gate;
import io.spotmanager.simulator.http.LoggedGate;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Service;
import io.spotmanager.simulator.http.Time;
import io.spotmanager.simulator.keystone.KeystoneApi;
import io.spotmanager.simulator.keystone.Tokens;
import io.spotmanager.simulator.nova.NovaApi;

/** Puts the services behind one port; a new service gets its path prefix here. */
final class Wiring {

    private Wiring() {}

    static Gate gate(SimulatorOptions options, Fleet fleet, Time time) {
        FaultScript script = new FaultScript();
        CallLog log = new CallLog();
        Gate spoiled = new FaultGate(script, services(options, fleet, time), time, options.latency());
        Gate logged = new LoggedGate(spoiled, log, time);
        Service control = new ControlApi(fleet, log, script);
        return request -> request.path().startsWith(ControlApi.PREFIX)
                ? new Answer.Reply(control.answer(request), null)
                : logged.pass(request);
    }

    private static Service services(SimulatorOptions options, Fleet fleet, Time time) {
        Tokens tokens = new Tokens(time, options.tokenLifetime());
        Service keystone = new KeystoneApi(fleet, tokens, options.credentials());
        Service nova = new NovaApi(fleet, tokens, time, options.maxLimit());
        return request -> {
            String path = request.path();
            if (path.equals("/") || isBelow(path, "/v3")) {
                return keystone.answer(request);
            }
            return isBelow(path, NovaApi.PREFIX) ? nova.answer(request) : Response.noSuchPage();
        };
    }

    private static boolean isBelow(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
