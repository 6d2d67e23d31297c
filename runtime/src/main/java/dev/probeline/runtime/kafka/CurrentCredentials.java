package dev.probeline.runtime.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;

/** Answers with the user and password that {@code sasl.jaas.config} has now; Kafka's own has those of the start. */
public final class CurrentCredentials implements AuthenticateCallbackHandler {
    private Map<String, ?> configs = Map.of();

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        this.configs = configs;
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        Map<String, ?> options = options();
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(String.valueOf(options.get("username")));
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(String.valueOf(options.get("password")).toCharArray());
            } else if (!(callback instanceof ScramExtensionsCallback)) { // of which we have none
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    private Map<String, ?> options() throws IOException {
        try {
            return JaasContext.loadClientContext(configs)
                    .configurationEntries()
                    .get(0)
                    .getOptions();
        } catch (RuntimeException e) {
            // Not the cause: it may hold the text.
            throw new IOException("sasl.jaas.config: its file no longer holds a login module's line");
        }
    }

    @Override
    public void close() {}
}
