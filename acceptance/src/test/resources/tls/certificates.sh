#!/bin/sh
# Makes an authority (ca.pem) and a server's key that it vouches for (server.p12): certificates.sh FOLDER
set -eu

cd "$1"
exec >openssl.log 2>&1
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj '/CN=An authority' \
    -addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.pem
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj '/CN=A server' -keyout server.key -out server.csr
printf 'subjectAltName=IP:127.0.0.1,DNS:localhost\n' >extensions
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out server.pem
openssl pkcs12 -export -in server.pem -inkey server.key -passout pass:secret -out server.p12
