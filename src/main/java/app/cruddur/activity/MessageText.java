package app.cruddur.activity;

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
 */
@Constraint(validatedBy = MessageText.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface MessageText {

    int max();

    String message() default "message_blank, message_exceed_max_chars or message_invalid_chars";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says which of the three codes it is. */
    class Validator implements ConstraintValidator<MessageText, String> {

        private static final Pattern INVALID = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]");

        private int max;

        @Override
        public void initialize(MessageText constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            String code = null;
            if (text == null || text.isBlank()) {
                code = "message_blank";
            } else if (text.codePointCount(0, text.length()) > max) {
                code = "message_exceed_max_chars";
            } else if (INVALID.matcher(text).find()) {
                code = "message_invalid_chars";
            }
            if (code != null) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(code).addConstraintViolation();
            }
            return code == null;
        }
    }
}
