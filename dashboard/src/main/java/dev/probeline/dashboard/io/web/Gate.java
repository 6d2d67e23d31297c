package dev.probeline.dashboard.io.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Every request comes through here. */
public final class Gate extends Handler.Abstract {
    private final StaticFiles files = new StaticFiles();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Headers.secure(response);
        Content content = files.find(request.getHttpURI().getCanonicalPath()).orElse(null);
        if (content == null) {
            response.setStatus(404);
            callback.succeeded();
            return true;
        }
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, content.type()));
        response.write(true, ByteBuffer.wrap(content.plain()), callback);
        return true;
    }
}
