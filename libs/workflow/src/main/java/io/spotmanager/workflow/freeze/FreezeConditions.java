package io.spotmanager.workflow.freeze;

/** SQL conditions about an operation {@code o} and the freeze that counts when the statement begins. */
public final class FreezeConditions {
    /** No freeze: a new command may be accepted. */
    public static final String COMMANDS_ALLOWED = FreezeMode.CURRENT + " = 'OFF'";

    private static final String HELD_SINCE = "(select at from freeze_entry order by n desc limit 1)";

    /**
     * The operation has changed nothing yet, and the worker's table lets it rest where it is. A cancel is carried out all the same.
     * The history tells whether a step that changes something was ever run: a person may have sent the operation back here.
     */
    private static final String HAS_NOT_BEGUN = """
            o.state = any (%1$s.rests) and coalesce(o.asked ->> 'signal', 'RETRY') in ('RETRY', 'SKIP')
            and (o.state = any (%1$s.reads)
                 or o.attempt = 0 and (o.interrupted_at is null or o.interrupted_at < o.entered_at)
                    and not exists (select from audit_entry e
                                    where e.operation_id = o.id and (e.step is not null or e.event = 'BLOCKED')
                                      and not e.from_state = any (%1$s.reads)))""";

    private FreezeConditions() {}

    /** @param worker alias of the row that has the columns {@code rests} and {@code reads} of the worker that wants to claim */
    public static String mayBeClaimedBy(String worker) {
        return unlessFrozen("not (" + HAS_NOT_BEGUN.formatted(worker) + ")");
    }

    /** Some worker could claim it, as far as the freeze is concerned. */
    public static String mayBeClaimed() {
        return unlessFrozen("not " + rests());
    }

    /** A live worker would leave the operation where it is during a freeze, because it has not begun. */
    static String rests() {
        return "exists (select from worker w where w.kind = o.kind and " + HAS_NOT_BEGUN.formatted("w") + ")";
    }

    /** While held, only what a person has asked for since is carried out. */
    private static String unlessFrozen(String condition) {
        return """
                case %s when 'OFF' then true
                        when 'HELD' then o.asked is not null and o.updated_at > %s
                        else %s end""".formatted(FreezeMode.CURRENT, HELD_SINCE, condition);
    }
}
