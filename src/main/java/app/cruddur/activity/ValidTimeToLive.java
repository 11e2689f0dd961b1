package app.cruddur.activity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Constraint: the text is the label of a {@link TimeToLive}. Null and blank are accepted, because {@code @NotBlank} checks them. */
@Constraint(validatedBy = ValidTimeToLive.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface ValidTimeToLive {

    String message() default "ttl_invalid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<ValidTimeToLive, String> {
        @Override
        public boolean isValid(String label, ConstraintValidatorContext context) {
            return label == null || label.isBlank() || TimeToLive.named(label).isPresent();
        }
    }
}
