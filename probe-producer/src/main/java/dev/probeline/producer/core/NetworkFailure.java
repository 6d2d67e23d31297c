package dev.probeline.producer.core;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Turns an exception of the network into one failure, by where the call was when it came. */
public final class NetworkFailure {
    private NetworkFailure() {}

    /** How far a call got. */
    public enum Stage {
        CONNECTING,
        WAITING,
        READING
    }

    public static Failure of(Throwable thrown, Stage stage) {
        return Failure.of(type(thrown, stage), text(thrown));
    }

    private static ErrorType type(Throwable thrown, Stage stage) {
        String message = text(thrown).toLowerCase(Locale.ROOT);
        if (!(thrown instanceof IOException)) {
            return ErrorType.PROBER_ERROR;
        }
        if (thrown instanceof UnknownHostException) {
            return ErrorType.DNS_ERROR;
        }
        if (thrown instanceof SSLException) {
            return badCertificate(thrown) ? ErrorType.TLS_CERTIFICATE_INVALID : ErrorType.TLS_ERROR;
        }
        if (thrown instanceof SocketTimeoutException) {
            return stage == Stage.CONNECTING ? ErrorType.CONNECT_TIMEOUT : ErrorType.TIMEOUT;
        }
        if (thrown instanceof ConnectException || thrown instanceof NoRouteToHostException) {
            return message.contains("timed out") ? ErrorType.CONNECT_TIMEOUT : ErrorType.CONNECTION_REFUSED;
        }
        if (endOfInput(thrown, message)) {
            return stage == Stage.READING ? ErrorType.STREAM_TRUNCATED : ErrorType.CONNECTION_RESET;
        }
        if (thrown instanceof ProtocolException) {
            return ErrorType.INVALID_RESPONSE;
        }
        if (thrown instanceof SocketException && stage == Stage.CONNECTING) {
            return ErrorType.CONNECTION_REFUSED; // unreachable network, no route
        }
        return ErrorType.CONNECTION_RESET;
    }

    private static boolean endOfInput(Throwable thrown, String message) {
        return thrown instanceof EOFException
                || message.contains("unexpected end of stream")
                || message.contains("exhausted");
    }

    private static boolean badCertificate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }
}
