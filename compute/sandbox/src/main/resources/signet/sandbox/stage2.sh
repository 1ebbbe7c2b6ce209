# In the instance's own user name space, without a user yet: the server maps the users, opens its doors, and says "go".
echo ready
read -r groups && [ -n "$groups" ] || exit 1
exec setpriv --reuid 0 --regid 0 "$groups" --ambient-caps -all --inh-caps -all sh /.signet/stage3.sh
