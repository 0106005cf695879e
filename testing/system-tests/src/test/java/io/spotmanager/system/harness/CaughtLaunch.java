package io.spotmanager.system.harness;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where a launch can be caught: while its worker waits for the answer to a call. */
public final class CaughtLaunch {
    private CaughtLaunch() {}

    /** Returns a fault of one call of each state's step, by state, in order; a changing call is carried out and its answer is lost. */
    public static Map<String, Fault> inEachState() {
        var faults = new LinkedHashMap<String, Fault>();
        faults.put("REQUESTED", Fault.of("hang").at("GET", "/os-services"));
        faults.put("VALIDATED", Fault.of("hang-after").at("POST", "^/runpod/", "machineAdd"));
        faults.put("REGISTERED", Fault.of("hang-after").at("POST", "core/virtual-machines$"));
        faults.put("VM_CREATED", Fault.of("hang").at("GET", "core/virtual-machines/\\d+$"));
        faults.put(
                "VM_ACTIVE",
                Fault.of("hang").at("GET", "servers/detail.*[?&]name=").after(1));
        faults.put("PLACED", Fault.of("hang-after").at("POST", "os-interface$"));
        faults.put("NETWORK_ATTACHED", Fault.of("hang-after").at("POST", "attach-firewalls$"));
        faults.put(
                "FIREWALL_ATTACHED",
                Fault.of("hang").at("GET", "/servers/[0-9a-f-]{36}$").after(1));
        faults.put(
                "VERIFIED",
                Fault.of("hang").at("POST", "^/runpod/", "registered").after(1));
        return faults;
    }
}
