package io.spotmanager.system.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Words for rules about constructors and calls that ArchUnit lacks. */
final class Construction {
    static final DescribedPredicate<JavaCodeUnit> IS_CONSTRUCTOR_THAT_SOMEBODY_WROTE = DescribedPredicate.describe(
            "are constructors",
            unit -> unit instanceof JavaConstructor && !unit.getModifiers().contains(JavaModifier.SYNTHETIC));

    static final DescribedPredicate<JavaCall<?>> IS_SLEEP = DescribedPredicate.describe(
            "is a sleep",
            call -> call.getTarget().getName().equals("sleep")
                    && (call.getTargetOwner().isEquivalentTo(Thread.class)
                            || call.getTargetOwner().isAssignableTo(java.util.concurrent.TimeUnit.class)));

    private Construction() {}

    static ArchCondition<JavaCodeUnit> takeAtMost(int most) {
        return new ArchCondition<>("take at most %d arguments".formatted(most)) {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                var count = unit.getRawParameterTypes().size();
                events.add(new SimpleConditionEvent(
                        unit, count <= most, "%s takes %d arguments".formatted(unit.getFullName(), count)));
            }
        };
    }
}
