package dev.probeline.runtime.streams;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.MemberDescription;

/**
 * The names of an application's transactions: {@code application-process-thread} as Kafka Streams chooses them anew at each
 * start, and {@code application/instance-thread} of an instance with a name.
 *
 * @param application no other application's id matches, even if one begins with the other
 */
public record Transactions(String application) {
    private static final String UUID = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";
    private static final Pattern CLIENT = Pattern.compile("(.+)-StreamThread-(\\d+)-consumer");

    /** Of a thread of the instance with that name, given what Kafka Streams has chosen for the thread. */
    public String named(String chosen, String instance) {
        Matcher streams = Pattern.compile(Pattern.quote(application) + "-" + UUID + "(-\\d+)")
                .matcher(chosen);
        return streams.matches() ? application + "/" + instance + streams.group(1) : chosen;
    }

    /**
     * Those of this application that none of its members can own. None while that is not known: where no member is listed,
     * as of a group of another kind, or one whose names do not tell its transactions, as under a client id of the operator's.
     */
    Set<String> abandoned(Collection<String> open, Collection<MemberDescription> members) {
        if (members.isEmpty()) {
            return Set.of();
        }
        Pattern streams = Pattern.compile(Pattern.quote(application) + "-" + UUID);
        Set<String> owned = new HashSet<>();
        for (MemberDescription member : members) {
            Matcher client = CLIENT.matcher(member.clientId());
            if (client.matches() && streams.matcher(client.group(1)).matches()) {
                owned.add(client.group(1) + "-" + client.group(2));
            } else if (member.groupInstanceId().isEmpty()) {
                return Set.of();
            }
            member.groupInstanceId().ifPresent(withThread -> owned.add(application + "/" + withThread));
        }
        Pattern ours = Pattern.compile(Pattern.quote(application) + "(?:-" + UUID + "|/[^/]+)-\\d+");
        Set<String> abandoned = new HashSet<>(open);
        abandoned.removeIf(id -> owned.contains(id) || !ours.matcher(id).matches());
        return abandoned;
    }
}
