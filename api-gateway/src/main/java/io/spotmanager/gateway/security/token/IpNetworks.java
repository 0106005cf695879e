package io.spotmanager.gateway.security.token;

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

/** Each element is an address or a network; a field that is left out is right. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = IpNetworks.Rule.class)
@interface IpNetworks {
    String message();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reads each as PostgreSQL will. */
    final class Rule implements ConstraintValidator<IpNetworks, List<@Nullable String>> {
        @Override
        public boolean isValid(@Nullable List<@Nullable String> addresses, ConstraintValidatorContext context) {
            return addresses == null
                    || addresses.stream()
                            .allMatch(address ->
                                    address != null && IpNetwork.parse(address).isPresent());
        }
    }
}
