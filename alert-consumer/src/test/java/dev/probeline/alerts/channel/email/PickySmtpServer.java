package dev.probeline.alerts.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that knows all addresses but those that begin with {@code left}, and may be told what else to refuse. */
final class PickySmtpServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final Map<String, String> answers;
    private final List<String> mails = new CopyOnWriteArrayList<>();

    PickySmtpServer() throws IOException {
        this(Map.of());
    }

    /** @param answers what it says to a command that begins so; nothing ends the connection */
    PickySmtpServer(Map<String, String> answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::serve, "picky-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Whole, as received. */
    List<String> mails() {
        return mails;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                talk(connection);
            } catch (IOException e) {
                // The client, or the test, has gone.
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        say(connection, "220 picky");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.split(" ", 2)[0];
            if (answers.containsKey(command) && answers.get(command).isEmpty()) {
                return;
            }
            if (answers.containsKey(command)) {
                say(connection, answers.get(command));
            } else if (command.equals("EHLO")) {
                say(connection, "250-picky\r\n250 AUTH PLAIN");
            } else if (command.equals("AUTH")) {
                say(connection, "235 welcome");
            } else if (line.startsWith("RCPT TO:<left")) {
                say(connection, "550 5.1.1 nobody of that name");
            } else if (line.equals("DATA")) {
                say(connection, "354 go on");
                StringBuilder mail = new StringBuilder();
                for (String text = in.readLine(); !text.equals("."); text = in.readLine()) {
                    mail.append(text).append('\n');
                }
                mails.add(mail.toString());
                say(connection, "250 taken");
            } else {
                say(connection, line.equals("QUIT") ? "221 bye" : "250 well");
            }
        }
    }

    private static void say(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
