package app.cruddur.config;

/** Thrown when the configuration is invalid. The message names the variable and never contains a secret. */
public class ConfigurationException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    public ConfigurationException(String message) {
        super(message);
    }
}
