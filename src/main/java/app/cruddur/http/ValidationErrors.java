package app.cruddur.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The validation errors of one request body, reported together and in the order of its fields. */
public final class ValidationErrors {

    private final Map<String, Set<String>> codes = new LinkedHashMap<>();

    private ValidationErrors(Class<?> type) {
        for (RecordComponent field : type.getRecordComponents()) {
            codes.put(field.getName(), new LinkedHashSet<>());
        }
    }

    /**
     * Validates a body with Bean Validation. The message of a violated constraint is its error code.
     *
     * @throws ApiException 400 if there is no body: Jakarta REST then passes null
     */
    public static ValidationErrors in(Record body, Validator validator) {
        if (body == null) {
            throw ApiException.malformed();
        }
        ValidationErrors errors = new ValidationErrors(body.getClass());
        for (ConstraintViolation<Record> violation : validator.validate(body)) {
            errors.add(violation.getPropertyPath().toString(), violation.getMessage());
        }
        return errors;
    }

    /** Adds an error that Bean Validation cannot detect, such as one found by a query. */
    public void add(String field, String code) {
        codes.get(field).add(code);
    }

    /** @throws ApiException 422 with all error codes, if there are any */
    public void throwIfAny() {
        List<String> all = codes.values().stream().flatMap(Set::stream).toList();
        if (!all.isEmpty()) {
            throw ApiException.unprocessable(all);
        }
    }
}
