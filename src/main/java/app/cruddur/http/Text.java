package app.cruddur.http;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text that people read: not blank, at most {@link #max()} code points (an emoji is one), and without invalid characters
 * ({@link UnicodeText}).
 *
 * <p>The codes are the contract's: {@code message_blank}, {@code message_exceed_max_chars} or {@code message_invalid_chars} of a field
 * that is called {@code message}.
 */
@Constraint(validatedBy = Text.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Text {

    /** The field's name in JSON, with which its codes begin. */
    String name();

    int max();

    /** Whether it may be blank, or missing. */
    boolean optional() default false;

    String message() default "{name}_blank, {name}_exceed_max_chars or {name}_invalid_chars";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says which of the three codes it is. */
    class Validator implements ConstraintValidator<Text, String> {

        private String name;
        private int max;
        private boolean optional;

        @Override
        public void initialize(Text constraint) {
            name = constraint.name();
            max = constraint.max();
            optional = constraint.optional();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            String fault = fault(text == null ? "" : text);
            if (fault != null) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(name + fault).addConstraintViolation();
            }
            return fault == null;
        }

        private String fault(String text) {
            if (!optional && UnicodeText.isBlank(text)) {
                return "_blank";
            }
            if (text.codePointCount(0, text.length()) > max) {
                return "_exceed_max_chars";
            }
            return UnicodeText.hasInvalidCharacters(text) ? "_invalid_chars" : null;
        }
    }
}
