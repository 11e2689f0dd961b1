package app.cruddur.persistence.resilience;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bulkhead: limits how many calls use the database at the same time. At most {@code CRUDDUR_POOL_SIZE} calls of annotated methods run at
 * once. The others wait for a permit for two seconds, or for 0.1 seconds after another call has timed out, and then fail with SQLSTATE
 * 53300.
 *
 * <p>This is the effective pool size on both servers. The annotation {@code @DataSourceDefinition} needs a constant as {@code maxPoolSize},
 * and in their standard configuration neither server reads it from the environment.
 */
@InterceptorBinding
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Bulkhead {

    /** Whether the interceptor logs slow calls; false where the class logs them itself under more precise names. */
    @Nonbinding
    boolean logSlowCalls() default true;
}
