package io.spotmanager.simulator;

import io.spotmanager.simulator.control.ControlApi;
import io.spotmanager.simulator.faults.FaultGate;
import io.spotmanager.simulator.faults.FaultScript;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.Timeline;
import io.spotmanager.simulator.http.Answer;
import io.spotmanager.simulator.http.CallLog;
import io.spotmanager.simulator.http.Gate;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Service;
import io.spotmanager.simulator.http.Time;
import io.spotmanager.simulator.hyperstack.HyperstackApi;
import io.spotmanager.simulator.keystone.KeystoneApi;
import io.spotmanager.simulator.keystone.Tokens;
import io.spotmanager.simulator.netbox.NetboxApi;
import io.spotmanager.simulator.neutron.Networks;
import io.spotmanager.simulator.neutron.NeutronApi;
import io.spotmanager.simulator.nova.HiddenTenants;
import io.spotmanager.simulator.nova.LegacyNovaApi;
import io.spotmanager.simulator.nova.NovaApi;
import io.spotmanager.simulator.nova.PlacementApi;
import io.spotmanager.simulator.runpod.Machines;
import io.spotmanager.simulator.runpod.RunPodApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Routes the calls to the services by the prefix of the path. */
final class SimulatorConfiguration {

    private SimulatorConfiguration() {}

    static Gate gate(SimulatorOptions options, Fleet fleet, Time time) {
        Timeline timeline = new Timeline();
        Networks networks = new Networks(fleet, timeline, time);
        Tokens tokens = new Tokens(time, options.tokenLifetime());
        Service keystone = new KeystoneApi(fleet, tokens, options.credentials());
        Map<String, Service> services = new LinkedHashMap<>();
        services.put("/v3", keystone);
        HiddenTenants hidden = new HiddenTenants(fleet);
        NovaApi nova = new NovaApi(fleet, hidden, networks, tokens, time, options.maxLimit());
        services.put(NovaApi.PREFIX, nova);
        services.put(LegacyNovaApi.PREFIX, new LegacyNovaApi(nova));
        services.put(PlacementApi.PREFIX, new PlacementApi(fleet, hidden, tokens));
        services.put(NeutronApi.PREFIX, new NeutronApi(networks, tokens));
        Machines machines = new Machines();
        HyperstackApi hyperstack = new HyperstackApi(fleet, timeline, time, machines::join);
        services.put(HyperstackApi.PREFIX, hyperstack);
        services.put(RunPodApi.PREFIX, new RunPodApi(machines));

        services.put(
                NetboxApi.PREFIX, new NetboxApi(fleet.seeded(), options.fleet().seed(), options.maxLimit()));

        FaultScript script = new FaultScript();
        CallLog log = new CallLog();
        Service inTime = inTime(timeline, time, byPrefix(keystone, services));
        Gate logged = log.recording(new FaultGate(script, inTime, time, options.latency()), time);
        ControlApi control = new ControlApi(fleet, List.of(networks, hyperstack.state(), machines, hidden), log, script)
                .offering("GET", "pace", hyperstack::timings)
                .offering("PUT", "pace", hyperstack::timings)
                .offering("PUT", "hidden-tenants", hidden::set)
                .offering("PUT", "machines", machines::rent);
        Service controlInTime = inTime(timeline, time, control);
        return request -> request.path().startsWith(ControlApi.PREFIX)
                ? new Answer.Reply(controlInTime.answer(request), null)
                : logged.pass(request);
    }

    /** Applies all changes that are due before each call. */
    private static Service inTime(Timeline timeline, Time time, Service service) {
        return request -> {
            timeline.catchUp(time.now());
            return service.answer(request);
        };
    }

    private static Service byPrefix(Service root, Map<String, Service> services) {
        return request -> {
            if (request.path().equals("/")) {
                return root.answer(request);
            }
            for (Map.Entry<String, Service> entry : services.entrySet()) {
                if (isBelow(request.path(), entry.getKey())) {
                    return entry.getValue().answer(request);
                }
            }
            return Response.noSuchPage();
        };
    }

    private static boolean isBelow(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
