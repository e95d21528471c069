package org.usher.discord.local;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import org.jspecify.annotations.Nullable;

/** One port on loopback that speaks HTTP and, below {@code /gateway}, WebSocket. */
final class Wire implements AutoCloseable {

    /** A delay before the answer goes out, in milliseconds; negative: the connection is cut instead. */
    record Reply(Answer answer, long delay) {}

    /** Answers calls. */
    interface Calls {
        Reply answer(String method, String path, @Nullable String authorization, String contentType, byte[] body);
    }

    /** Receives what a socket says. */
    interface Sockets {
        void opened(Channel socket);

        void said(Channel socket, JsonNode frame);

        void closed(Channel socket);
    }

    private final Calls calls;
    private final Sockets sockets;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Channel server;

    Wire(int port, Calls calls, Sockets sockets) {
        this.calls = calls;
        this.sockets = sockets;
        this.server = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(32 << 20), new Requests());
                    }
                }).bind("127.0.0.1", port).syncUninterruptibly().channel();
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    static void say(Channel socket, String text) {
        socket.writeAndFlush(new TextWebSocketFrame(text));
    }

    static void hangUp(Channel socket, int code, String reason) {
        socket.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(_ -> socket.close());
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    }

    private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            var uri = new QueryStringDecoder(request.uri());
            if (uri.path().startsWith("/gateway")) {
                upgrade(context, request);
                return;
            }
            var body = new byte[request.content().readableBytes()];
            request.content().readBytes(body);
            var contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
            var reply = calls.answer(request.method().name(), uri.path(), request.headers().get(HttpHeaderNames.AUTHORIZATION), contentType,
                    body);
            if (reply.delay < 0) {
                context.close();
            } else if (reply.delay == 0) {
                send(context, reply.answer);
            } else {
                context.executor().schedule(() -> send(context, reply.answer), reply.delay, TimeUnit.MILLISECONDS);
            }
        }

        private void send(ChannelHandlerContext context, Answer answer) {
            var json = answer.body();
            var bytes = json == null
                    ? new byte[0]
                    : json instanceof BinaryNode file ? file.binaryValue() : json.toString().getBytes(StandardCharsets.UTF_8);
            var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()),
                    Unpooled.wrappedBuffer(bytes));
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
            response.headers().set(HttpHeaderNames.VIA, "1.1 local");
            answer.headers().forEach((name, value) -> response.headers().set(name, value));
            context.writeAndFlush(response);
        }

        private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
            var shaker = new WebSocketServerHandshakerFactory("ws://127.0.0.1:" + port() + "/gateway", null, true, 8 << 20)
                    .newHandshaker(request);
            if (shaker == null) {
                WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
                return;
            }
            context.pipeline().replace(this, "frames", new Frames());
            shaker.handshake(context.channel(), request).addListener(_ -> sockets.opened(context.channel()));
        }
    }

    private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) throws Exception {
            switch (frame) {
                case TextWebSocketFrame text -> sockets.said(context.channel(), LocalDiscord.JSON.readTree(text.text()));
                case PingWebSocketFrame ping -> context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
                case CloseWebSocketFrame close -> {
                    context.writeAndFlush(close.retain()).addListener(_ -> context.close());
                }
                default -> {
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            sockets.closed(context.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
