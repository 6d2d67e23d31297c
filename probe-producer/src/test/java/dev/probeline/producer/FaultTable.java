package dev.probeline.producer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every fault is to be called, over every way to call: the specification of the prober as a table. A dash is a
 * success: the fault is none there. A column left out repeats the one before it.
 */
final class FaultTable {

    /** Whose fault each kind of failure is. */
    static final Map<String, String> DOMAINS = pairs("""
            dns_error                network
            connection_refused       network
            connect_timeout          network
            connection_reset         network
            tls_certificate_invalid  provider
            first_byte_timeout       provider
            first_token_timeout      provider
            stalled                  provider
            timeout                  provider
            stream_truncated         provider
            missing_finish_reason    provider
            stream_error             provider
            invalid_response         provider
            empty_completion         provider
            bad_gateway              provider
            server_error             provider
            overloaded               provider
            authentication_error     config
            permission_denied        config
            model_not_found          config
            invalid_request          config
            context_length_exceeded  config
            output_budget_exhausted  config
            _OTHER                   config
            rate_limit_exceeded      account
            slow_down                account
            insufficient_quota       account
            credit_balance_exhausted account
            """);

    /** Columns: how it is called. A tilde is a stream. */
    private static final List<List<String>> MODES = List.of(
            List.of("chat~", "azure~"),
            List.of("responses~"),
            List.of("messages~"),
            List.of("chat", "responses"),
            List.of("messages"),
            List.of("embeddings"),
            List.of("models"));

    private static final String TABLE = """
            # errors instead of an answer
            http_401                    | authentication_error
            http_403                    | permission_denied
            http_404                    | model_not_found
            context_length_exceeded     | context_length_exceeded
            rate_limit_tokens           | rate_limit_exceeded
            rate_limit_tokens reset=20ms| rate_limit_exceeded
            rate_limit_requests         | rate_limit_exceeded
            rate_limit_without_headers  | rate_limit_exceeded
            insufficient_quota          | insufficient_quota | insufficient_quota | credit_balance_exhausted | insufficient_quota | credit_balance_exhausted | insufficient_quota
            credit_balance_exhausted    | credit_balance_exhausted
            slow_down                   | slow_down | slow_down | rate_limit_exceeded | slow_down | rate_limit_exceeded | slow_down
            http_500                    | server_error
            http_502                    | bad_gateway
            http_502 status=524         | bad_gateway
            http_503                    | overloaded
            http_529                    | overloaded
            http_status status=504      | bad_gateway
            http_status status=302      | invalid_request
            http_status status=418      | _OTHER
            http_status status=200      | stream_truncated | stream_truncated | stream_truncated | invalid_response
            error_in_200                | stream_error
            garbage                     | invalid_response

            # time
            slow extra=3s               | first_byte_timeout
            headers_never               | first_byte_timeout
            slow_ttft                   | first_token_timeout | first_token_timeout | first_token_timeout | first_byte_timeout
            keepalive_forever every=50ms| first_token_timeout | first_token_timeout | first_token_timeout | stalled
            stall                       | stalled
            slow_drip gap=600ms         | timeout | timeout | timeout | -

            # the end of the stream, and of the connection
            error_after_200             | stream_error
            response_failed             | stream_error
            eof_without_done            | stream_truncated
            missing_done                | stream_truncated | - | stream_truncated | -
            missing_finish_reason       | missing_finish_reason | stream_truncated | missing_finish_reason | -
            close_before_headers        | connection_reset
            connection_closed           | stream_truncated
            connection_reset            | connection_reset
            endless_stream              | timeout | timeout | timeout | stalled
            huge_body size=100MiB       | invalid_response

            # content
            empty_completion            | empty_completion | empty_completion | empty_completion | empty_completion | empty_completion | -
            length_without_content      | output_budget_exhausted | output_budget_exhausted | output_budget_exhausted | output_budget_exhausted | output_budget_exhausted | -

            # odd, and no fault of the answer
            model_substituted           | -
            backend_changed             | -
            missing_usage               | -
            usage_everywhere            | -
            multi_token_chunks          | -
            obfuscation                 | -
            crlf                        | -
            comments                    | -
            byte_order_mark             | -
            split_utf8                  | -
            no_rate_limit_headers       | -
            low_headroom                | -
            shutdown_soon               | -

            # servers that cannot be reached
            port=refused                | connection_refused
            port=hang                   | connect_timeout
            port=tls_expired            | tls_certificate_invalid
            port=tls_wrong_host         | tls_certificate_invalid
            dns                         | dns_error
            """;

    /**
     * One fault over one way to call.
     *
     * @param fault name, and a parameter behind a blank
     * @param errorType null for a success
     */
    record Cell(String fault, String mode, String errorType) {

        String name() {
            return fault.split(" ", 2)[0];
        }

        Map<String, String> with() {
            String[] parts = fault.split(" ", 2);
            return parts.length == 1 ? Map.of() : pairs(parts[1].replace('=', ' '));
        }

        @Override
        public String toString() {
            return fault + " over " + mode + " is " + (errorType == null ? "a success" : errorType);
        }
    }

    private FaultTable() {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        TABLE.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|"))
                .forEach(row -> {
                    for (int column = 0; column < MODES.size(); column++) {
                        String type = row[Math.min(column + 1, row.length - 1)].strip();
                        for (String mode : MODES.get(column)) {
                            cells.add(new Cell(row[0].strip(), mode, type.equals("-") ? null : type));
                        }
                    }
                });
        return cells;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        text.lines().map(line -> line.split(" +", 2)).forEach(pair -> pairs.put(pair[0], pair[1]));
        return pairs;
    }
}
