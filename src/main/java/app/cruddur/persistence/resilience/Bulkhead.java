package app.cruddur.persistence.resilience;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Uses one connection of the pool: at most {@code CRUDDUR_POOL_SIZE} calls of such methods run at once, the others wait their turn, in
 * order, for three seconds at most.
 *
 * <p>This is the pool's size on both servers. An annotation's {@code maxPoolSize} is a constant, and neither server reads the environment
 * there with its standard configuration.
 */
@InterceptorBinding
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Bulkhead {

    /** Whether the interceptor logs slow calls; not where the class logs them under better names. */
    @Nonbinding
    boolean logSlowCalls() default true;
}
