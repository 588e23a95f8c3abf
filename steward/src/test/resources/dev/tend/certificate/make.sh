#!/bin/sh
# Makes the files that the tests of dev.tend.certificate read: make.sh FOLDER. They hold for a hundred years.
set -eu

cd "$1"
days=36500

# new_key NAME: of an elliptic curve, as PKCS#8.
new_key() {
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key"
}

# sign NAME ISSUER EXTENSIONS [OPTIONS]: a certificate for NAME.key; an ISSUER called self signs it itself.
sign() {
    name=$1
    issuer=$2
    printf '%s\n' "$3" >extensions
    shift 3
    openssl req -new -key "$name.key" -subj "/CN=$name" -out request
    if [ "$issuer" = self ]; then
        set -- -signkey "$name.key" "$@"
    else
        set -- -CA "$issuer.pem" -CAkey "$issuer.key" "$@"
    fi
    openssl x509 -req -in request -extfile extensions -set_serial "0x$(openssl rand -hex 8)" -days $days -out "$name.pem" "$@"
}

authority='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign'
server='subjectAltName=DNS:localhost,DNS:tend.example,IP:127.0.0.1
basicConstraints=CA:FALSE'

new_key root && sign root self "$authority"
new_key middle && sign middle root "$authority"
new_key server && sign server middle "$server"
new_key other && sign other root "$server"
new_key plain && sign plain self "$server"
new_key client && sign client middle 'extendedKeyUsage=clientAuth'
new_key signer && sign signer middle 'keyUsage=critical,keyCertSign'
new_key leaf && sign leaf other "$server"
new_key narrow && sign narrow root 'basicConstraints=critical,CA:TRUE,pathlen:0'
new_key below && sign below narrow "$authority"
new_key deep && sign deep below "$server"
cat server.pem middle.pem root.pem >chain.pem
cat server.pem root.pem middle.pem >disorder.pem
cat server.pem root.pem >gap.pem
cat middle.pem server.pem >upside-down.pem
cat leaf.pem other.pem >no-authority.pem
cat deep.pem below.pem narrow.pem >too-deep.pem

# What can be a server's key.
openssl ec -in server.key -out server-sec1.key
openssl ecparam -name prime256v1 -out parameters
grep -v '^$' parameters server-sec1.key | sed 's/^[^:]*://' >server-sec1-parameters.key
openssl ec -in server.key -no_public -out server-sec1-short.key
openssl genrsa -out rsa.key 2048 && sign rsa self "$server"
openssl rsa -in rsa.key -traditional -out rsa-pkcs1.key
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out pss.key && sign pss self "$server"
openssl genpkey -algorithm ED25519 -out ed25519.key && sign ed25519 self "$server"
openssl genpkey -algorithm ED448 -out ed448.key && sign ed448 self "$server"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out p384.key && sign p384 self "$server"
openssl ec -in p384.key -out p384-sec1.key
openssl genpkey -algorithm X25519 -out x25519.key

# What cannot.
openssl pkcs8 -topk8 -in server.key -passout pass:secret -out encrypted.key
openssl ec -in server.key -aes128 -passout pass:secret -out encrypted-sec1.key
cat server.key other.key >two.key
sed '3d' rsa-pkcs1.key >malformed.key

rm -f extensions request parameters ./*.srl
