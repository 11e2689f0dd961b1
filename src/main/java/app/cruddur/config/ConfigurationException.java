package app.cruddur.config;

/** A configuration that cannot work. The message names the variable and never contains a secret. */
public class ConfigurationException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    public ConfigurationException(String message) {
        super(message);
    }
}
