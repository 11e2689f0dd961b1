package app.cruddur.http;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

/**
 * Text that people read: not blank, {@link #max()} code points at most (an emoji is one), and nothing in it that PostgreSQL cannot store
 * (U+0000), UTF-8 cannot say (lone surrogates) or a reader cannot see (control characters, but for tabs and line ends).
 *
 * <p>The codes are the contract's: {@code message_blank}, {@code message_exceed_max_chars} or {@code message_invalid_chars} of a field
 * that is called {@code message}.
 */
@Constraint(validatedBy = TextLength.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextLength {

    /** The field's name in JSON, with which its codes begin. */
    String name();

    int max();

    /** Whether it may be blank, or missing. */
    boolean optional() default false;

    String message() default "{name}_blank, {name}_exceed_max_chars or {name}_invalid_chars";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says which of the three codes it is. */
    class Validator implements ConstraintValidator<TextLength, String> {

        private static final Pattern INVALID = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]");

        private String name;
        private int max;
        private boolean optional;

        @Override
        public void initialize(TextLength constraint) {
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
            if (text.isBlank() && !optional) {
                return "_blank";
            }
            if (text.codePointCount(0, text.length()) > max) {
                return "_exceed_max_chars";
            }
            return INVALID.matcher(text).find() ? "_invalid_chars" : null;
        }
    }
}
