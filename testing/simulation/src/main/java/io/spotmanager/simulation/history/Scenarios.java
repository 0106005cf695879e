package io.spotmanager.simulation.history;

import io.spotmanager.workflow.machine.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The histories of which every point is tried with every fault. */
public final class Scenarios {
    private static final String HOST = "A100-01";
    private static final String HOME = "A100-n3";
    private static final String AWAY = "A100-n3-spot";
    private static final List<Signal> ACTIONS =
            List.of(Signal.RETRY, Signal.ROLL_BACK, Signal.SKIP, Signal.ADOPT, Signal.CANCEL);
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofSeconds(5);

    private Scenarios() {}

    /** All of them. */
    public static List<Plan> all() {
        return Stream.of(
                        Stream.of(
                                move(),
                                moveAndBack(),
                                withdrawal(),
                                withdrawalAndPlacement(),
                                drain(),
                                drainAndCancel(),
                                launch(),
                                retirement(),
                                retirementAndCancel(),
                                retirementAndMove(),
                                adoptionAndRetirement(),
                                firewall(),
                                firewallAndAdopt()),
                        ACTIONS.stream().map(Scenarios::moveAndAction))
                .flatMap(each -> each)
                .toList();
    }

    /** A host is moved. */
    public static Plan move() {
        return plan("a move", List.of(go(1)));
    }

    /** A host is moved, and right after that back again. */
    public static Plan moveAndBack() {
        return plan("a move and back", List.of(go(1), new Command.Move(Duration.ofMillis(1_050), HOST, AWAY, HOME)));
    }

    /** A move, and while it removes the host an operator asks for something. */
    public static Plan moveAndAction(Signal action) {
        return plan("a move with " + action, List.of(go(1), new Command.Ask(Duration.ofMillis(1_130), HOST, action)));
    }

    /** A host is withdrawn from its pool, and its service is disabled. */
    public static Plan withdrawal() {
        return plan("a withdrawal", List.of(new Command.Withdraw(Duration.ofSeconds(1), HOST, HOME)));
    }

    /** A host is withdrawn, and right after that placed into another pool, where its service is enabled again. */
    public static Plan withdrawalAndPlacement() {
        return plan(
                "a withdrawal and a placement",
                List.of(
                        new Command.Withdraw(Duration.ofSeconds(1), HOST, HOME),
                        new Command.Place(Duration.ofMillis(1_050), HOST, AWAY)));
    }

    /** A host is moved when its last VM is gone. */
    public static Plan drain() {
        return plan("a drain", List.of(drain(AWAY)), Signal.RETRY);
    }

    /** A withdrawal that waits for a VM, and while it waits somebody cancels it. */
    public static Plan drainAndCancel() {
        return plan(
                "a drain with CANCEL",
                List.of(drain(null), new Command.Ask(Duration.ofSeconds(3), HOST, Signal.CANCEL)),
                Signal.RETRY);
    }

    private static Command.Drain drain(@Nullable String target) {
        return new Command.Drain(Duration.ofSeconds(1), HOST, HOME, target, Duration.ofSeconds(8));
    }

    /** A VM is launched. */
    public static Plan launch() {
        return new Plan(
                "a launch",
                Map.of("CA1-L40-01", "L40-n3-runpod"),
                List.of(new Command.Launch(Duration.ofSeconds(1), "CA1-L40-01")),
                List.of(Signal.ROLL_BACK),
                1,
                0,
                LONGER_THAN_A_LEASE,
                List.of());
    }

    /** A VM of an earlier launch is retired. */
    public static Plan retirement() {
        return retirement("a retirement", List.of());
    }

    /** A retirement, and while it asks RunPod somebody cancels it. */
    public static Plan retirementAndCancel() {
        return retirement(
                "a retirement with CANCEL",
                List.of(new Command.Ask(Duration.ofMillis(1_130), "CA1-L40-01", Signal.CANCEL)));
    }

    /** A VM of an earlier launch is retired, and its host is moved. */
    public static Plan retirementAndMove() {
        return new Plan(
                "a retirement and a move",
                Map.of("CA1-L40-01", "L40-n3-runpod"),
                List.of(new Command.RetireAndMove(Duration.ofSeconds(1), "CA1-L40-01", "L40-n3-runpod", "L40-n3")),
                List.of(Signal.RETRY),
                1,
                0,
                LONGER_THAN_A_LEASE,
                List.of());
    }

    /** A VM that no launch made is taken over, and right after that retired. */
    public static Plan adoptionAndRetirement() {
        return retirement(
                "an adoption and a retirement",
                Duration.ofMillis(1_050),
                List.of(new Command.Adopt(Duration.ofSeconds(1), "CA1-L40-01")));
    }

    /** A firewall is attached to a VM that lacks it. */
    public static Plan firewall() {
        return firewall("a firewall", List.of());
    }

    /** The same, and while it is attached somebody adopts what is there. */
    public static Plan firewallAndAdopt() {
        return firewall(
                "a firewall with ADOPT",
                List.of(new Command.Ask(Duration.ofMillis(1_130), "CA1-L40-01", Signal.ADOPT)));
    }

    private static Plan firewall(String name, List<Command> more) {
        return launched(name, new Command.AttachFirewall(Duration.ofSeconds(1), "CA1-L40-01"), more);
    }

    private static Plan retirement(String name, List<Command> more) {
        return retirement(name, Duration.ofSeconds(1), more);
    }

    private static Plan retirement(String name, Duration at, List<Command> more) {
        return launched(name, new Command.Retire(at, "CA1-L40-01"), more);
    }

    /** What is done to the VM of an earlier launch. */
    private static Plan launched(String name, Command first, List<Command> more) {
        var commands = new ArrayList<Command>(List.of(first));
        commands.addAll(more);
        return new Plan(
                name,
                Map.of("CA1-L40-01", "L40-n3-runpod"),
                List.copyOf(commands),
                List.of(Signal.RETRY),
                1,
                0,
                LONGER_THAN_A_LEASE,
                List.of());
    }

    private static Command.Move go(int second) {
        return new Command.Move(Duration.ofSeconds(second), HOST, HOME, AWAY);
    }

    private static Plan plan(String name, List<Command> commands, Signal... finishing) {
        return new Plan(name, Map.of(HOST, HOME), commands, List.of(finishing), 1, 0, LONGER_THAN_A_LEASE, List.of());
    }
}
