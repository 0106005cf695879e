package io.spotmanager.system.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;

/** Words for rules about calls that ArchUnit lacks. */
final class Calls {
    static final DescribedPredicate<JavaCall<?>> IS_SLEEP = DescribedPredicate.describe(
            "is a sleep",
            call -> call.getTarget().getName().equals("sleep")
                    && (call.getTargetOwner().isEquivalentTo(Thread.class)
                            || call.getTargetOwner().isAssignableTo(java.util.concurrent.TimeUnit.class)));

    private Calls() {}
}
