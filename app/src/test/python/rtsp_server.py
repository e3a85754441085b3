"""An RTSP server that plays a folder of pictures over and over, for tests.

It prints "ready PORT" once it listens. Needs the Debian packages gir1.2-gst-rtsp-server-1.0,
python3-gi and gstreamer1.0-plugins-{base,good,bad}.

    rtsp_server.py FOLDER [--port PORT] [--user USER --password PASSWORD]
                   [--codec h264|h265|jpeg] [--rate FRAMES_PER_SECOND] [--stall-after SECONDS]

The pictures are 000.jpg, 001.jpg and so on, of one even size.
"""

import argparse
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

FRAMES = "multifilesrc location={folder}/%03d.jpg loop=true caps=image/jpeg,framerate={rate}/1"
RAW = " ! jpegdec ! videoconvert ! video/x-raw,format=I420"
PAYLOADS = {
    "h264": RAW + " ! openh264enc gop-size=12 ! h264parse ! {valve}rtph264pay config-interval=-1",
    "h265": RAW
    + " ! x265enc speed-preset=ultrafast tune=zerolatency key-int-max=12"
    + " ! h265parse ! {valve}rtph265pay config-interval=-1",
    "jpeg": RAW + " ! jpegenc ! {valve}rtpjpegpay",
}


def pipeline(options):
    valve = "valve name=valve ! " if options.stall_after > 0 else ""
    frames = FRAMES.format(folder=options.folder, rate=options.rate)
    return frames + PAYLOADS[options.codec].format(valve=valve) + " name=pay0"


class Factory(GstRtspServer.RTSPMediaFactory):
    """Plays the pictures, and falls silent on the way if it is told to."""

    def __init__(self, launch, stall_after):
        super().__init__()
        self.set_launch("( " + launch + " )")
        self.set_shared(True)
        self.stall_after = stall_after
        self.connect("media-configure", self.configure)

    def configure(self, _factory, media):
        if self.stall_after > 0:
            valve = media.get_element().get_by_name("valve")
            GLib.timeout_add(
                int(1000 * self.stall_after), lambda: valve.set_property("drop", True)
            )


def protect(server, factory, user, password):
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.add_digest(user, password, token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_role("viewer")
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    factory.set_permissions(permissions)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--port", default="0")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--codec", choices=sorted(PAYLOADS), default="h264")
    parser.add_argument("--rate", type=int, default=12)
    parser.add_argument("--stall-after", type=float, default=0)
    options = parser.parse_args()
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(options.port)
    factory = Factory(pipeline(options), options.stall_after)
    if options.user:
        protect(server, factory, options.user, options.password)
    server.get_mount_points().add_factory("/stream", factory)
    if server.attach(None) == 0:
        sys.exit("the port is taken")
    print("ready", server.get_bound_port(), flush=True)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
