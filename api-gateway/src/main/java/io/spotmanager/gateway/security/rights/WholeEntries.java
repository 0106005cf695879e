package io.spotmanager.gateway.security.rights;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No element is missing, and each limit has its kind and name; a field that is left out is right. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WholeEntries.Rule.class)
public @interface WholeEntries {
    String message();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the list, and not the place in it, as for other lists of a request. */
    final class Rule implements ConstraintValidator<WholeEntries, List<?>> {
        @Override
        public boolean isValid(@Nullable List<?> entries, ConstraintValidatorContext context) {
            return entries == null || entries.stream().allMatch(Rule::isWhole);
        }

        private static boolean isWhole(@Nullable Object entry) {
            return entry instanceof Limit limit ? limit.isWhole() : entry != null;
        }
    }
}
