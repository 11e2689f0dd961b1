package app.cruddur.activity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a {@link TimeToLive}; a blank one is another constraint's business. */
@Constraint(validatedBy = ValidTimeToLive.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface ValidTimeToLive {

    String message() default "ttl_invalid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the enum. */
    class Validator implements ConstraintValidator<ValidTimeToLive, String> {
        @Override
        public boolean isValid(String label, ConstraintValidatorContext context) {
            return label == null || label.isBlank() || TimeToLive.named(label).isPresent();
        }
    }
}
