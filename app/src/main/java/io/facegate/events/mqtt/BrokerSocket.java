package io.facegate.events.mqtt;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.jspecify.annotations.Nullable;

/** One TCP or TLS connection to a broker, as Paho reads and writes it. */
final class BrokerSocket implements NetworkModule {
  /*
   * Why not Paho's own: its connecting thread waits for ever, at ten wake-ups a second, when the
   * broker drops a connection before the reading thread was seen running (eclipse-paho/
   * paho.mqtt.java issue 850), so that each attempt against such a broker would leak a thread. Here
   * nothing is read before the first byte was written, which Paho does only once all its threads
   * run. Paho also leaves Nagle's delay on, and its TLS socket forgets the server name when it
   * verifies it.
   */
  private static final int READ_TIMEOUT_MS = 1000;

  private final URI address;
  private final MqttConnectionOptions options;
  private final CountDownLatch written = new CountDownLatch(1);
  private volatile @Nullable Socket transport;
  private volatile @Nullable Socket socket;

  BrokerSocket(URI address, MqttConnectionOptions options) {
    this.address = address;
    this.options = options;
  }

  @Override
  public void start() throws IOException {
    int timeoutMs = options.getConnectionTimeout() * 1000;
    Socket plain = new Socket();
    transport = plain;
    try {
      plain.connect(new InetSocketAddress(address.getHost(), address.getPort()), timeoutMs);
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(timeoutMs);
      socket = address.getScheme().equals(BrokerSocketFactory.SECURE) ? secured(plain) : plain;
      plain.setSoTimeout(READ_TIMEOUT_MS);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) options.getSocketFactory();
    SSLSocket secure =
        (SSLSocket) factory.createSocket(plain, address.getHost(), address.getPort(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new GatedInput(connected().getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new GateOpener(connected().getOutputStream());
  }

  private Socket connected() throws IOException {
    Socket current = socket;
    if (current == null) {
      throw new IOException("not connected");
    }
    return current;
  }

  /** Cuts the TCP connection: closing TLS first could wait for a broker that no longer reads. */
  @Override
  public void stop() throws IOException {
    written.countDown();
    Socket current = transport;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public String getServerURI() {
    return address.toString();
  }

  private final class GatedInput extends FilterInputStream {
    GatedInput(InputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      return written.getCount() == 0 ? super.available() : 0;
    }

    @Override
    public int read() throws IOException {
      awaitWritten();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      awaitWritten();
      return super.read(bytes, offset, length);
    }

    private void awaitWritten() throws IOException {
      try {
        if (!written.await(options.getConnectionTimeout(), TimeUnit.SECONDS)) {
          throw new IOException("nothing was sent to the broker");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private final class GateOpener extends FilterOutputStream {
    GateOpener(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      written.countDown();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      written.countDown();
    }
  }
}
