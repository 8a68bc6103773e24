// A small bot in Go. Settings come from the environment: URL, TOKEN, DIALER (gorilla or x-net), BOT_NAME, COMMAND, RECORD_FILE.
//
// It speaks as ZeroBot's driver does: the token in the header, a role, and numbers as echoes.
package main

import (
	"encoding/json"
	"log"
	"os"
	"strings"
	"time"
)

type event struct {
	PostType   string `json:"post_type"`
	SelfID     int64  `json:"self_id"`
	MessageID  int64  `json:"message_id"`
	GroupID    int64  `json:"group_id"`
	UserID     int64  `json:"user_id"`
	RawMessage string `json:"raw_message"`
}

type call struct {
	Action string         `json:"action"`
	Params map[string]any `json:"params"`
	Echo   uint64         `json:"echo"`
}

type reply struct {
	Data struct {
		Nickname  string `json:"nickname"`
		MessageID int64  `json:"message_id"`
	} `json:"data"`
}

// frame is an event, or a reply to the call that Echo names.
type frame struct {
	event
	reply
	Echo *uint64 `json:"echo"`
}

// connection is what both libraries can do.
type connection interface {
	ReadJSON(v any) error
	WriteJSON(v any) error
}

// dialers are the libraries that a program can be on.
var dialers = map[string]func(url, token string) (connection, error){
	"gorilla": dialGorilla,
	"x-net":   dialXNet,
}

func main() {
	dial := dialers[os.Getenv("DIALER")]
	for {
		connection, err := dial(os.Getenv("URL"), os.Getenv("TOKEN"))
		if err == nil {
			bot := bot{connection: connection, waiting: map[uint64]func(reply){}}
			err = bot.listen()
		}
		log.Println("not connected:", err)
		time.Sleep(200 * time.Millisecond)
	}
}

type bot struct {
	connection connection
	sequence   uint64
	waiting    map[uint64]func(reply)
}

func (b *bot) listen() error {
	for {
		var next frame
		if err := b.connection.ReadJSON(&next); err != nil {
			return err
		}
		if err := b.handle(next); err != nil {
			return err
		}
	}
}

func (b *bot) handle(next frame) error {
	if next.Echo != nil {
		then := b.waiting[*next.Echo]
		delete(b.waiting, *next.Echo)
		then(next.reply)
		return nil
	}
	if next.PostType != "message" {
		return nil
	}
	record(map[string]any{"kind": "handled", "message_id": next.event.MessageID, "at": time.Now().UnixMilli()})
	prefix := os.Getenv("COMMAND") + " "
	if !strings.HasPrefix(next.RawMessage, prefix) {
		return nil
	}
	return b.answer(next.event, strings.TrimPrefix(next.RawMessage, prefix))
}

func (b *bot) answer(asked event, word string) error {
	member := map[string]any{"group_id": asked.GroupID, "user_id": asked.UserID}
	return b.call("get_group_member_info", member, func(info reply) {
		text := strings.Join([]string{os.Getenv("BOT_NAME"), word, info.Data.Nickname}, "|")
		message := map[string]any{"group_id": asked.GroupID, "message": text}
		err := b.call("send_group_msg", message, func(sent reply) {
			record(map[string]any{"kind": "answer", "text": text, "message_id": sent.Data.MessageID})
		})
		if err != nil {
			log.Println("could not send:", err)
		}
	})
}

func (b *bot) call(action string, params map[string]any, then func(reply)) error {
	b.sequence++
	b.waiting[b.sequence] = then
	return b.connection.WriteJSON(call{action, params, b.sequence})
}

func record(fields map[string]any) {
	file, err := os.OpenFile(os.Getenv("RECORD_FILE"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	line, _ := json.Marshal(fields)
	file.Write(append(line, '\n'))
}
