package io.spotmanager.gateway.plans;

/** How far a plan is. The names are stable; scripts may rely on them. */
enum PlanState {
    /** It can be committed; nothing of it has begun. */
    PLANNED,
    /** Operations of it are open, or wait to begin. */
    RUNNING,
    /** Nothing of it is open. What is planned still can be committed. */
    ENDED;

    static PlanState of(Plan plan, BoxScore score) {
        return plan.running() || score.open() > 0
                ? RUNNING
                : plan.round() == 0 && plan.cancelled() == null ? PLANNED : ENDED;
    }
}
