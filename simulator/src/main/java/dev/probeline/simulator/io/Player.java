package dev.probeline.simulator.io;

import dev.probeline.simulator.core.Plan;
import dev.probeline.simulator.core.Step;
import dev.probeline.simulator.core.Step.Mark;
import dev.probeline.simulator.core.Truth.End;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * Plays a plan on a connection, each step at its time or as soon after it as the connection takes bytes, and notes when
 * it really was. Lives in the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends in channelInactive
final class Player {

    private final ChannelHandlerContext context;
    private final Plan plan;
    private final TruthEntry truth;
    private final long startNanos;
    private final Runnable whenEnded;
    private final Iterator<Step> steps;
    private Step due;
    private ScheduledFuture<?> timer;
    private Flushed unflushed = Flushed.NOTHING;
    private ChannelFuture lastWrite;
    private boolean over;

    /** @param startNanos {@code System.nanoTime()} from which the plan's times count */
    Player(ChannelHandlerContext context, Plan plan, TruthEntry truth, long startNanos, Runnable whenEnded) {
        this.context = context;
        this.plan = plan;
        this.truth = truth;
        this.startNanos = startNanos;
        this.whenEnded = whenEnded;
        this.steps = plan.play();
        this.due = next();
    }

    /** Does all that is due, then waits for its time; also to be called when the connection takes bytes again. */
    void play() {
        while (!over && due != null && timer == null) {
            long wait = startNanos + due.atNanos() - System.nanoTime();
            if (wait > 0) {
                timer = context.executor().schedule(this::awake, wait, TimeUnit.NANOSECONDS);
            } else if (takesBytes()) {
                perform();
            } else {
                return;
            }
        }
    }

    /** The client went away, or the server is going. */
    void abandon() {
        if (timer != null) {
            timer.cancel(false);
        }
        if (!over) {
            over = true;
            truth.ended(End.CLIENT_GONE, System.nanoTime());
        }
    }

    private void awake() {
        timer = null;
        play();
    }

    /** What was only written fills the buffer as well, so it has to go before the connection is called full. */
    private boolean takesBytes() {
        if (!context.channel().isWritable()) {
            flush(false);
        }
        return context.channel().isWritable();
    }

    /** Steps of the same time go out in one write; steps of different times never do. */
    private void perform() {
        Step step = due;
        due = next();
        switch (step.mark()) {
            case HEAD -> {
                lastWrite = context.write(Heads.of(plan));
                unflushed = unflushed.withHead();
            }
            case END -> {
                lastWrite = context.write(LastHttpContent.EMPTY_LAST_CONTENT);
                over = true;
            }
            case CLOSE -> end(End.CLOSED);
            case RESET -> {
                context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                end(End.RESET);
            }
            default -> {
                lastWrite = context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(step.bytes())));
                boolean content = step.mark() == Mark.CONTENT && plan.status() == HttpResponseStatus.OK.code();
                unflushed = content ? unflushed.withContent() : unflushed;
            }
        }
        if (over || due == null || due.atNanos() != step.atNanos()) {
            flush(step.mark() == Mark.END);
        }
    }

    /** The time is that before the flush if the socket took all of it at once, else when it had. */
    private void flush(boolean last) {
        Flushed flushed = unflushed;
        unflushed = Flushed.NOTHING;
        if (lastWrite == null) {
            return;
        }
        long before = System.nanoTime();
        context.flush();
        if (lastWrite.isDone()) {
            note(flushed, last, before);
        } else {
            lastWrite.addListener(done -> note(flushed, last, System.nanoTime()));
        }
        if (last) {
            whenEnded.run();
        }
    }

    private void note(Flushed flushed, boolean last, long nanos) {
        truth.wrote(flushed, nanos);
        if (last) {
            truth.ended(End.COMPLETED, nanos);
        }
    }

    private void end(End how) {
        over = true;
        flush(false);
        truth.ended(how, System.nanoTime());
        context.close();
    }

    private Step next() {
        return steps.hasNext() ? steps.next() : null;
    }
}
