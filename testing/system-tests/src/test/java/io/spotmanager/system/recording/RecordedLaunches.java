package io.spotmanager.system.recording;

import static io.spotmanager.system.recording.Catching.ANY_CALL;
import static io.spotmanager.system.recording.Catching.forGood;

import io.spotmanager.system.harness.CaughtLaunch;
import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Launches in each of their open states. */
final class RecordedLaunches {
    private static final String KIND = "launch";
    private static final String VMS = "core/virtual-machines";
    private static final Fault WRONG_HOST = Fault.of("wrong-host").at("POST", VMS + "$");

    private final Installation installation;
    private final Catching catching;
    private final Set<String> used = new HashSet<>();
    private final Supplier<UUID> request = () -> request(false);

    RecordedLaunches(Installation installation, Catching catching) {
        this.installation = installation;
        this.catching = catching;
    }

    private UUID request(boolean keepOnFailure) {
        // Read each time: a VM on a wrong host takes an empty one away.
        var held = installation.operator().heldHosts();
        var host = installation.cloud().fleet().launchHosts().stream()
                .filter(each -> !held.contains(each))
                .filter(used::add)
                .findFirst()
                .orElseThrow();
        return installation.operator().launch(host, keepOnFailure);
    }

    void catchAll() {
        waysBack();
        CaughtLaunch.inEachState()
                .forEach((state, fault) ->
                        keep(catching.caught(request, forGood(fault)), state, "a call got no answer", "SUCCEEDED"));
        askedFor();
    }

    private void waysBack() {
        for (var fault : new String[] {"hang", "hang-after"}) {
            keep(
                    catching.caught(request, WRONG_HOST, forGood(Fault.of(fault).at("DELETE", VMS))),
                    "DELETING_VM",
                    "deletion: " + fault,
                    // What was begun long ago and has only now been asked for may be handed to a person.
                    fault.equals("hang")
                            ? new String[] {"ROLLED_BACK", "NEEDS_OPERATOR"}
                            : new String[] {"ROLLED_BACK"});
            keep(
                    catching.caught(
                            request, WRONG_HOST, forGood(Fault.of(fault).at("POST", "^/runpod/", "machineDelete"))),
                    "VM_DELETED",
                    "deletion of the machine: " + fault,
                    "ROLLED_BACK");
        }
        catching.play(WRONG_HOST);
        keep(catching.awaitState(request(true), "KEPT"), "KEPT", "to be kept on failure", "KEPT");
        keep(inFrontOfAPerson(), "NEEDS_OPERATOR", "the machine could not be deleted", "NEEDS_OPERATOR");
    }

    /**
     * The state has no call in which a worker could be caught: the database refuses what would come after it. To be called last, because
     * each refusal counts, and in another region, because the VM takes some host there.
     */
    void turnBack() {
        var jdbc = installation.database().jdbc();
        jdbc.sql("""
                create function stay_turning_back() returns trigger language plpgsql as $$
                begin
                    if old.state = 'TURNING_BACK' and new.state <> 'TURNING_BACK' then
                        raise exception 'stays';
                    end if;
                    return new;
                end $$
                """).update();
        jdbc.sql("create trigger stay before update on operation for each row execute function stay_turning_back()")
                .update();
        catching.play(WRONG_HOST);
        var host = installation.cloud().fleet().launchHosts().getLast();
        keep(
                catching.awaitState(installation.operator().launch(host, false), "TURNING_BACK"),
                "TURNING_BACK",
                "the VM started on another host",
                "ROLLED_BACK");
    }

    private UUID inFrontOfAPerson() {
        catching.play(WRONG_HOST, Fault.of("error-before").at("POST", "^/runpod/", "machineDelete"));
        return catching.awaitState(request(false), "NEEDS_OPERATOR");
    }

    private void askedFor() {
        var waiting = Fault.of("hang").at("GET", VMS + "/\\d+$");
        keep(
                catching.caughtAfter("adopt", "ADOPTING", request, () -> List.of(waiting)),
                "ADOPTING",
                "a call got no answer",
                "ADOPTED");
        keep(
                catching.caughtAfter(
                        "skip",
                        "WITHOUT_RUNPOD",
                        request,
                        () -> List.of(
                                Fault.of("never-joins").at("POST", VMS + "$"),
                                Fault.of("hang")
                                        .at("POST", "^/runpod/", "registered")
                                        .after(1))),
                "WITHOUT_RUNPOD",
                "a call got no answer",
                "SUCCEEDED");
        var cancelled = catching.caught(request, forGood(waiting));
        catching.ask(cancelled, "cancel");
        keep(cancelled, "VM_CREATED", "a call got no answer, and cancelled", "ROLLED_BACK");
        var network = catching.caught(request, forGood(ANY_CALL.at("POST", "os-interface$")));
        catching.ask(network, "adopt");
        keep(network, "PLACED", "attachment: hang, and asked to adopt", "ADOPTED");
    }

    /** Those that no worker works at any more: called when all of them are dead. */
    void withoutWorkers() {
        keep(request(false), "REQUESTED", "no worker has claimed it", "SUCCEEDED");
    }

    private void keep(UUID operation, String state, String what, String... ends) {
        catching.keep(operation, KIND, state, what, ends);
    }
}
