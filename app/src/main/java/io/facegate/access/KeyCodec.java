package io.facegate.access;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The bytes of the key file: 8 of heading with the version, which are authenticated; 12 of nonce;
 * the keys, encrypted by AES-256-GCM; 16 of tag.
 */
final class KeyCodec {
  private static final byte[] HEADING = "FGKEYS 1".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final String PURPOSE = "facegate api keys 1";
  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyCodec() {}

  /** Encrypts keys. */
  static byte[] encode(Collection<ApiKey> keys, MasterKey master) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, master, nonce).doFinal(plain(keys));
      return ByteBuffer.allocate(HEADING.length + NONCE_BYTES + sealed.length)
          .put(HEADING)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Decrypts keys.
   *
   * @throws KeyStoreException when the bytes are damaged, of another version, or of another master
   */
  static List<ApiKey> decode(byte[] bytes, MasterKey master) {
    int sealedAt = HEADING.length + NONCE_BYTES;
    if (bytes.length < sealedAt + TAG_BYTES
        || !Arrays.equals(bytes, 0, HEADING.length, HEADING, 0, HEADING.length)) {
      throw new KeyStoreException("the key store is damaged, or of another version");
    }
    byte[] nonce = Arrays.copyOfRange(bytes, HEADING.length, sealedAt);
    try {
      return keys(
          cipher(Cipher.DECRYPT_MODE, master, nonce)
              .doFinal(bytes, sealedAt, bytes.length - sealedAt));
    } catch (AEADBadTagException fault) {
      throw new KeyStoreException(
          "the key store is damaged, or was written under another master key", fault);
    } catch (GeneralSecurityException | IOException fault) {
      throw new KeyStoreException("the key store is damaged", fault);
    }
  }

  private static Cipher cipher(int mode, MasterKey master, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(master.derive(PURPOSE), "AES"),
        new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(HEADING);
    return cipher;
  }

  private static byte[] plain(Collection<ApiKey> keys) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(keys.size());
    for (ApiKey key : keys) {
      out.writeUTF(key.id());
      out.writeUTF(key.secret().reveal());
      out.writeLong(key.created().getEpochSecond());
      out.writeLong(key.ends().getEpochSecond());
      write(out, key.terms());
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, KeyTerms terms) throws IOException {
    out.writeUTF(terms.appId());
    out.writeUTF(terms.appNumber());
    write(out, terms.dialects());
    write(out, terms.buckets());
    out.writeInt(terms.allowance().perSecond());
    out.writeLong(terms.allowance().perDay());
    out.writeLong(terms.allowance().total());
    out.writeUTF(terms.note());
  }

  private static void write(DataOutputStream out, Set<String> names) throws IOException {
    out.writeByte(names.size());
    for (String name : new TreeSet<>(names)) {
      out.writeUTF(name);
    }
  }

  private static List<ApiKey> keys(byte[] plain) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
    int count = in.readInt();
    if (count < 0 || count > KeyStore.KEYS_MAX) {
      throw new KeyStoreException("the key store is damaged: " + count + " keys");
    }
    List<ApiKey> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String id = in.readUTF();
      KeySecret secret = KeySecret.of(in.readUTF());
      Instant created = instant(in.readLong());
      Instant ends = instant(in.readLong());
      keys.add(new ApiKey(id, secret, terms(in), created, ends));
    }
    return keys;
  }

  private static KeyTerms terms(DataInputStream in) throws IOException {
    String appId = in.readUTF();
    String appNumber = in.readUTF();
    Set<String> dialects = names(in);
    Set<String> buckets = names(in);
    Allowance allowance = new Allowance(in.readInt(), in.readLong(), in.readLong());
    return new KeyTerms(appId, appNumber, dialects, buckets, allowance, in.readUTF());
  }

  private static Set<String> names(DataInputStream in) throws IOException {
    int count = in.readUnsignedByte();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      names.add(in.readUTF());
    }
    return names;
  }

  private static Instant instant(long epochSecond) {
    return epochSecond == Instant.MAX.getEpochSecond()
        ? Instant.MAX
        : Instant.ofEpochSecond(epochSecond);
  }
}
