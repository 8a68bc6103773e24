package main

import (
	"net/http"

	gorilla "github.com/gorilla/websocket"
	xnet "golang.org/x/net/websocket"
)

// dialGorilla connects with the library of which ZeroBot has a copy, and with the headers that ZeroBot sends.
func dialGorilla(url, token string) (connection, error) {
	header := http.Header{"Authorization": {"Bearer " + token}, "X-Client-Role": {"Universal"}}
	connection, _, err := gorilla.DefaultDialer.Dial(url, header)
	return connection, err
}

// dialXNet connects with a library that does not dial without an Origin; this one is that of its documentation.
func dialXNet(url, token string) (connection, error) {
	config, err := xnet.NewConfig(url, "http://localhost/")
	if err != nil {
		return nil, err
	}
	config.Header.Set("Authorization", "Bearer "+token)
	connection, err := xnet.DialConfig(config)
	return xnetConnection{connection}, err
}

type xnetConnection struct{ *xnet.Conn }

func (c xnetConnection) ReadJSON(v any) error  { return xnet.JSON.Receive(c.Conn, v) }
func (c xnetConnection) WriteJSON(v any) error { return xnet.JSON.Send(c.Conn, v) }
