package dev.probeline.runtime.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The JDK's HTTP server with bounds, which it has none of by itself: whoever is slow to ask or to listen loses the connection. */
public final class BoundedServer {
    static {
        // Read once by the JDK, when the first server of the process is made. An operator's own setting stands.
        prefer("sun.net.httpserver.maxReqTime", "5");
        prefer("sun.net.httpserver.maxRspTime", "60");
        // Without it the server waits up to 40 ms for the client's acknowledgement.
        prefer("sun.net.httpserver.nodelay", "true");
    }

    /**
     * Takes the address; not started yet.
     *
     * @param what the server, as in {@code admin server}
     * @throws ListenException when the port is taken
     */
    public static HttpServer listen(String what, HttpSettings where) {
        try {
            return HttpServer.create(new InetSocketAddress(where.bind(), where.port()), 0);
        } catch (IOException e) {
            throw new ListenException(what, where, e);
        }
    }

    private static void prefer(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private BoundedServer() {}
}
