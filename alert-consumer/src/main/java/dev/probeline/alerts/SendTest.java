package dev.probeline.alerts;

import dev.probeline.alerts.channel.Channel;
import dev.probeline.alerts.channel.Channels;
import dev.probeline.alerts.channel.Links;
import dev.probeline.alerts.channel.terminal.TerminalChannel;
import dev.probeline.alerts.config.AlertConfig;
import dev.probeline.alerts.config.Receiver;
import dev.probeline.alerts.core.incident.Notification;
import dev.probeline.alerts.core.incident.Specimen;
import dev.probeline.alerts.core.notify.Answer;
import dev.probeline.alerts.core.notify.Failure;
import dev.probeline.alerts.core.notify.Verdict;
import dev.probeline.runtime.cli.ExitCodes;
import dev.probeline.runtime.config.ConfigFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells a receiver of an alert that is none, and of its end, so that one knows before the night that it arrives. */
@Command(
        name = "send-test",
        description = "Sends a test alert and its end to a receiver of the configuration: exit code 0 arrived, 1 not.")
final class SendTest implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true)
    private Path file;

    @Option(names = "--dry-run", description = "Print what would be sent, and send nothing.")
    private boolean dry;

    @Parameters(paramLabel = "RECEIVER")
    private String name;

    @Override
    public Integer call() throws Exception {
        AlertConfig config = ConfigFile.load(file, AlertConfig.class);
        Receiver receiver = config.receivers().get(name);
        if (receiver == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    name + " (expected: one of " + config.receivers().keySet() + ")");
        }
        Clock clock = Clock.systemUTC();
        Links links = new Links(config.externalUrl().map(Object::toString).orElse(""));
        Channel channel = dry ? new TerminalChannel(out(), links) : Channels.of(name, receiver, links, clock);
        Notification firing = Specimen.firing(name, clock.instant());
        Answer first = channel.send(firing);
        boolean arrived = report("the alert", first);
        if (arrived && receiver.sendResolved()) {
            Map<String, String> receipt = first instanceof Answer.Taken taken ? taken.receipt() : Map.of();
            arrived = report("its end", channel.send(Specimen.over(firing, receipt, clock.instant())));
        }
        return arrived ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private boolean report(String what, Answer answer) {
        Optional<Failure> failure = Verdict.of(answer).failure();
        out().println(name + ": " + what
                + failure.map(why -> " did not arrive: " + why.text() + ", " + answer)
                        .orElse(dry ? " would be sent" : " arrived"));
        return failure.isEmpty();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
