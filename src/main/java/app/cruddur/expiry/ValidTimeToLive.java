package app.cruddur.expiry;

import app.cruddur.http.UnicodeText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Constraint: the text is a {@link TimeToLive}, or null. Its messages are error codes of the API: for a field named {@code ttl}, {@code
 * ttl_blank} or {@code ttl_invalid}.
 */
@Constraint(validatedBy = ValidTimeToLive.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ValidTimeToLive {

    /** The field's name in JSON, the prefix of its error codes. */
    String name() default "ttl";

    /** Whether null is an error, too. */
    boolean required() default false;

    String message() default "{name}_blank or {name}_invalid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Validates the text and reports one of the two error codes. */
    class Validator implements ConstraintValidator<ValidTimeToLive, String> {

        private ValidTimeToLive constraint;

        @Override
        public void initialize(ValidTimeToLive annotation) {
            constraint = annotation;
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            boolean isBlank = text == null ? constraint.required() : UnicodeText.isBlank(text);
            boolean isValid =
                    !isBlank && (text == null || TimeToLive.parse(text).isPresent());
            if (!isValid) {
                context.disableDefaultConstraintViolation();
                String code = constraint.name() + (isBlank ? "_blank" : "_invalid");
                context.buildConstraintViolationWithTemplate(code).addConstraintViolation();
            }
            return isValid;
        }
    }
}
