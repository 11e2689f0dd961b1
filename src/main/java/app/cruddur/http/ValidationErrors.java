package app.cruddur.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The faults of one request body, told all at once and in the order of its fields. */
public final class ValidationErrors {

    private final Map<String, Set<String>> codes = new LinkedHashMap<>();

    private ValidationErrors(Class<?> type) {
        for (RecordComponent field : type.getRecordComponents()) {
            codes.put(field.getName(), new LinkedHashSet<>());
        }
    }

    /**
     * What Bean Validation finds; a constraint's message is its code.
     *
     * @throws ApiException 400 when there is no body: who announces none has Jakarta REST pass null
     */
    public static ValidationErrors in(Record body, Validator validator) {
        if (body == null) {
            throw ApiException.malformed();
        }
        ValidationErrors faults = new ValidationErrors(body.getClass());
        for (ConstraintViolation<Record> violation : validator.validate(body)) {
            faults.add(violation.getPropertyPath().toString(), violation.getMessage());
        }
        return faults;
    }

    /** One that only the database knows of. */
    public void add(String field, String code) {
        codes.get(field).add(code);
    }

    /** @throws ApiException with all the codes, when there are any */
    public void refuse() {
        List<String> all = codes.values().stream().flatMap(Set::stream).toList();
        if (!all.isEmpty()) {
            throw ApiException.unprocessable(all);
        }
    }
}
