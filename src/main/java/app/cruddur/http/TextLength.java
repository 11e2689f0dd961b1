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
 * Bean Validation constraint for text that people read: not blank, at most {@link #max()} code points, without invalid characters
 * ({@link UnicodeText}).
 *
 * <p>Its messages are error codes of the API: for a field named {@code message}, {@code message_blank}, {@code message_exceed_max_chars} or
 * {@code message_invalid_chars}.
 */
@Constraint(validatedBy = TextLength.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextLength {

    /** The field's name in JSON, the prefix of its error codes. */
    String name();

    int max();

    /** Whether the text may be blank or missing. */
    boolean optional() default false;

    String message() default "{name}_blank, {name}_exceed_max_chars or {name}_invalid_chars";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Validates the text and reports one of the three error codes. */
    class Validator implements ConstraintValidator<TextLength, String> {

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
            String errorSuffix = errorSuffix(text == null ? "" : text);
            if (errorSuffix != null) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(name + errorSuffix).addConstraintViolation();
            }
            return errorSuffix == null;
        }

        private String errorSuffix(String text) {
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
